using System.Text.Json;
using Berth.Emulator.Storage.Changes;
using Berth.Names;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite.Migrations;

/// <summary>
/// Stores images in columns instead of documents, manifests in a table of their own, digests in binary form, the order of tags, and
/// settings of registries.
/// </summary>
internal sealed class Migration2 : IMigration
{
    private const string Schema =
        """
        ALTER TABLE image RENAME TO image_1;
        ALTER TABLE tag RENAME TO tag_1;
        ALTER TABLE layer RENAME TO layer_1;
        DROP INDEX layer_by_digest;
        CREATE TABLE registry_setting (
            account TEXT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, document TEXT NOT NULL,
            PRIMARY KEY (account, region, name)) WITHOUT ROWID;
        CREATE TABLE image (
            repository INTEGER NOT NULL, digest BLOB NOT NULL, sequence INTEGER NOT NULL, media_type TEXT NOT NULL,
            artifact_type TEXT, size INTEGER NOT NULL, manifest_size INTEGER NOT NULL, pushed_at INTEGER NOT NULL, pulled_at INTEGER,
            status INTEGER NOT NULL, archived_at INTEGER, activated_at INTEGER, subject BLOB, children BLOB, layers BLOB,
            PRIMARY KEY (repository, digest)) WITHOUT ROWID;
        CREATE TABLE manifest (
            repository INTEGER NOT NULL, digest BLOB NOT NULL, content BLOB NOT NULL, PRIMARY KEY (repository, digest));
        CREATE TABLE tag (
            repository INTEGER NOT NULL, tag TEXT NOT NULL, digest BLOB NOT NULL, ordinal INTEGER NOT NULL,
            PRIMARY KEY (repository, tag)) WITHOUT ROWID;
        CREATE TABLE layer (
            repository INTEGER NOT NULL, digest BLOB NOT NULL, size INTEGER NOT NULL, media_type TEXT, added_at INTEGER NOT NULL,
            PRIMARY KEY (repository, digest)) WITHOUT ROWID;
        CREATE INDEX layer_by_digest ON layer (digest);
        """;

    public int Version => 2;

    public void Apply(SqliteConnection connection, SqliteTransaction transaction)
    {
        Database.Execute(connection, Schema);
        using (var writer = new ChangeWriter(connection))
        {
            foreach (var change in Images(connection).Concat(Tags(connection)).Concat(Layers(connection)))
            {
                writer.Write(change, transaction);
            }
        }

        Database.Execute(connection, "DROP TABLE image_1; DROP TABLE tag_1; DROP TABLE layer_1;");
    }

    private static IEnumerable<StateChange> Images(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT repository, document, manifest FROM image_1";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            var manifest = (byte[])rows.GetValue(2);
            var document = JsonSerializer.Deserialize(rows.GetString(1), ImageDocument1Json.Default.ImageDocument1)
                ?? throw new FormatException("table image: a row has the document null");
            yield return new ImageStored(rows.GetInt64(0), document.ToImage(manifest.Length), manifest);
        }
    }

    private static IEnumerable<StateChange> Tags(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT repository, tag, digest, rowid FROM tag_1";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new TagStored(
                rows.GetInt64(0), new StoredTag(Tag.Parse(rows.GetString(1)), Digest.Parse(rows.GetString(2)), rows.GetInt64(3)));
        }
    }

    private static IEnumerable<StateChange> Layers(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT repository, digest, size, media_type, added_at FROM layer_1";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new LayerStored(rows.GetInt64(0), new StoredLayer(
                Digest.Parse(rows.GetString(1)),
                rows.GetInt64(2),
                rows.IsDBNull(3) ? null : rows.GetString(3),
                new DateTimeOffset(rows.GetInt64(4), TimeSpan.Zero)));
        }
    }
}
