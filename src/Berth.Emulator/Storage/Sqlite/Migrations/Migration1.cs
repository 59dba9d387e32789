using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite.Migrations;

/// <summary>Creates the first schema, and the secret.</summary>
internal sealed class Migration1 : IMigration
{
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

    public int Version => 1;

    public void Apply(SqliteConnection connection, SqliteTransaction transaction)
    {
        Database.Execute(connection, Schema);
        using var secret = connection.CreateCommand();
        secret.Transaction = transaction;
        secret.CommandText = "INSERT INTO meta VALUES ('secret', $secret)";
        secret.Parameters.AddWithValue("$secret", RandomNumberGenerator.GetBytes(32));
        secret.ExecuteNonQuery();
    }
}
