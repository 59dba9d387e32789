using System.Text.Json;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>Reads the journal on a connection of its own, beside the writer, opened at its first use.</summary>
internal sealed class JournalReader(string path) : IDisposable
{
    private readonly Lock turn = new();
    private SqliteConnection? connection;

    public List<StoredRepository> LoadRepositories()
    {
        lock (turn)
        {
            using var command = Command("SELECT id, account, region, name, created_at, settings FROM repository");
            using var rows = command.ExecuteReader();
            var repositories = new List<StoredRepository>();
            while (rows.Read())
            {
                repositories.Add(new StoredRepository(
                    rows.GetInt64(0),
                    new RegistryKey(AccountId.Parse(rows.GetString(1)), Region.Parse(rows.GetString(2))),
                    RepositoryName.Parse(rows.GetString(3)),
                    Time(rows, 4),
                    JsonSerializer.Deserialize(rows.GetString(5), StateJson.Default.RepositorySettings)!));
            }

            return repositories;
        }
    }

    public ImageSet LoadImages(long repository)
    {
        lock (turn)
        {
            var set = ImageSet.Empty;
            Each(repository, "SELECT digest, size, media_type, added_at FROM layer WHERE repository = $1", rows =>
                set = set.WithLayer(new StoredLayer(
                    Digest.Parse(rows.GetString(0)), rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetString(2), Time(rows, 3))));
            Each(repository, "SELECT document, manifest FROM image WHERE repository = $1", rows =>
                set = set.With(JsonSerializer.Deserialize(rows.GetString(0), StateJson.Default.StoredImage)! with
                {
                    Manifest = (byte[])rows.GetValue(1),
                }));
            Each(repository, "SELECT tag, digest FROM tag WHERE repository = $1 ORDER BY rowid", rows =>
                set = set.WithTag(Tag.Parse(rows.GetString(0)), Digest.Parse(rows.GetString(1))));
            return set;
        }
    }

    public bool HoldsLayer(Digest digest)
    {
        lock (turn)
        {
            using var command = Command("SELECT EXISTS (SELECT 1 FROM layer WHERE digest = $1)");
            command.Parameters.AddWithValue("$1", digest.ToString());
            return (long)command.ExecuteScalar()! != 0;
        }
    }

    public void Dispose() => connection?.Dispose();

    private static DateTimeOffset Time(SqliteDataReader rows, int column) => new(rows.GetInt64(column), TimeSpan.Zero);

    private void Each(long repository, string sql, Action<SqliteDataReader> read)
    {
        using var command = Command(sql);
        command.Parameters.AddWithValue("$1", repository);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            read(rows);
        }
    }

    private SqliteCommand Command(string sql)
    {
        connection ??= Database.Connect(path);
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this type.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
