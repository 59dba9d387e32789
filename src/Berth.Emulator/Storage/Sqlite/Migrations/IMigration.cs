using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite.Migrations;

/// <summary>One step from a schema version to the next. It runs in a transaction of its own.</summary>
internal interface IMigration
{
    /// <summary>The version of the schema afterwards.</summary>
    int Version { get; }

    void Apply(SqliteConnection connection, SqliteTransaction transaction);
}
