namespace Berth.Emulator.Storage.Sqlite.Migrations;

/// <summary>All migrations in order. A released migration is never changed; a new schema is a new migration.</summary>
internal static class MigrationTable
{
    private static readonly IMigration[] Migrations = [new Migration1(), new Migration2()];

    public static int Latest => Migrations[^1].Version;

    public static IEnumerable<IMigration> After(int version) => Migrations.Where(migration => migration.Version > version);
}
