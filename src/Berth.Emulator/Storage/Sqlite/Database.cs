using System.Globalization;
using Berth.Emulator.Storage.Sqlite.Migrations;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>Opens the database file: access rights, integrity check and migrations.</summary>
internal static class Database
{
    /// <summary>The size in bytes up to which every page is checked at start. A larger file is checked as it is read, so that starting stays fast.</summary>
    private const long CheckedSize = 128L << 20;

    private static readonly string[] Suffixes = [string.Empty, "-wal", "-shm", "-journal"];

    /// <summary>Opens the file for writing. Creates it if it does not exist, and updates its schema if it is older.</summary>
    /// <exception cref="StorageException">The file is damaged, or was written by a newer version.</exception>
    public static SqliteConnection Open(string path, bool fsync)
    {
        Restrict(path);
        var connection = Connect(path);
        try
        {
            Execute(connection, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = {(fsync ? "FULL" : "NORMAL")};");
            Check(connection, path);
            Migrate(connection, path);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file again, for reading at the same time as the writer.</summary>
    public static SqliteConnection Connect(string path)
    {
        // A pooled connection would keep the file open after the emulator has ended.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this namespace.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public static void Execute(SqliteConnection connection, string sql) => _ = Scalar(connection, sql);

    /// <summary>Restricts the file to the current user, because it has the secret that tokens are sealed with. SQLite creates its other files with the same permissions.</summary>
    private static void Restrict(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        const UnixFileMode UserOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!File.Exists(path))
        {
            using var created = new FileStream(
                path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, UnixCreateMode = UserOnly });
        }

        foreach (var file in Suffixes.Select(suffix => path + suffix).Where(File.Exists))
        {
            if ((File.GetUnixFileMode(file) & ~UserOnly) != 0)
            {
                File.SetUnixFileMode(file, UserOnly);
            }
        }
    }

    private static void Check(SqliteConnection connection, string path)
    {
        if (new FileInfo(path).Length <= CheckedSize && Scalar(connection, "PRAGMA quick_check(1)") is string and not "ok" and var problem)
        {
            throw StateFileErrors.Corrupt(path, problem);
        }
    }

    private static void Migrate(SqliteConnection connection, string path)
    {
        var version = (int)(long)Scalar(connection, "PRAGMA user_version")!;
        if (version > MigrationTable.Latest)
        {
            throw new StorageException(
                $"{path}: a later version of Berth wrote it (schema {version}, this version reads up to {MigrationTable.Latest}); "
                + "use that version, or choose another directory with --data");
        }

        foreach (var migration in MigrationTable.After(version))
        {
            using var transaction = connection.BeginTransaction();
            try
            {
                migration.Apply(connection, transaction);
            }
            catch (Exception exception) when (exception is FormatException or System.Text.Json.JsonException or InvalidCastException)
            {
                throw StateFileErrors.Corrupt(path, exception.Message, exception);
            }

            Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {migration.Version}"));
            transaction.Commit();
        }
    }
}
