using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>The database file: how it is opened, and the tables in it.</summary>
internal static class Database
{
    private const long Version = 1;

    private const string Schema =
        """
        CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE repository (
            id INTEGER PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL,
            created_at INTEGER NOT NULL, settings TEXT NOT NULL, UNIQUE (account, region, name));
        CREATE TABLE image (
            repository INTEGER NOT NULL, digest TEXT NOT NULL, document TEXT NOT NULL, manifest BLOB NOT NULL,
            PRIMARY KEY (repository, digest));
        CREATE TABLE tag (
            repository INTEGER NOT NULL, tag TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (repository, tag));
        CREATE TABLE layer (
            repository INTEGER NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL, media_type TEXT, added_at INTEGER NOT NULL,
            PRIMARY KEY (repository, digest)) WITHOUT ROWID;
        CREATE INDEX layer_by_digest ON layer (digest);
        """;

    /// <summary>Opens the file, and makes the tables where it is new.</summary>
    /// <exception cref="EmulatorStartException">A later version made it.</exception>
    public static SqliteConnection Open(string path, bool fsync)
    {
        var connection = Connect(path);
        try
        {
            Execute(connection, $"PRAGMA journal_mode = WAL; PRAGMA synchronous = {(fsync ? "FULL" : "NORMAL")};");
            var version = (long)Scalar(connection, "PRAGMA user_version")!;
            if (version > Version)
            {
                throw new EmulatorStartException($"{path}: a later version of Berth made it (schema {version}); use that, or another data directory");
            }

            if (version == 0)
            {
                Create(connection);
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file once more, for reading beside the writer.</summary>
    public static SqliteConnection Connect(string path)
    {
        // Pooled connections would keep the file after the emulator is gone.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this namespace.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public static void Execute(SqliteConnection connection, string sql) => _ = Scalar(connection, sql);

    private static void Create(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        Execute(connection, Schema);
        using var secret = connection.CreateCommand();
        secret.CommandText = "INSERT INTO meta VALUES ('secret', $secret)";
        secret.Parameters.AddWithValue("$secret", RandomNumberGenerator.GetBytes(32));
        secret.ExecuteNonQuery();
        Execute(connection, $"PRAGMA user_version = {Version}");
        transaction.Commit();
    }
}
