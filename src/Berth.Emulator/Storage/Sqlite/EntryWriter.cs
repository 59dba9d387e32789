using System.Text.Json;
using Berth.Emulator.Registry.Repositories;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>Writes journal entries with statements that are prepared once.</summary>
internal sealed class EntryWriter(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = [];

    public void Write(JournalEntry entry, SqliteTransaction transaction)
    {
        switch (entry)
        {
            case JournalEntry.RepositoryCreated { Repository: var repository }:
                Run(
                    transaction,
                    "INSERT INTO repository VALUES ($1, $2, $3, $4, $5, $6)",
                    repository.Id, repository.Registry.Account.ToString(), repository.Registry.Region.ToString(),
                    repository.Name.ToString(), repository.CreatedAt.UtcTicks, Document(repository.Settings));
                break;
            case JournalEntry.SettingsChanged(var repository, var settings):
                Run(transaction, "UPDATE repository SET settings = $2 WHERE id = $1", repository, Document(settings));
                break;
            case JournalEntry.RepositoryDeleted(var repository):
                Run(transaction, "DELETE FROM repository WHERE id = $1", repository);
                Run(transaction, "DELETE FROM image WHERE repository = $1", repository);
                Run(transaction, "DELETE FROM tag WHERE repository = $1", repository);
                Run(transaction, "DELETE FROM layer WHERE repository = $1", repository);
                break;
            case JournalEntry.ImageStored(var repository, var image):
                Run(
                    transaction,
                    "INSERT INTO image VALUES ($1, $2, $3, $4) "
                    + "ON CONFLICT DO UPDATE SET document = excluded.document, manifest = excluded.manifest",
                    repository, image.Digest.ToString(), JsonSerializer.Serialize(image, StateJson.Default.StoredImage),
                    image.Manifest.ToArray());
                break;
            case JournalEntry.ImageRemoved(var repository, var digest):
                Run(transaction, "DELETE FROM image WHERE repository = $1 AND digest = $2", repository, digest.ToString());
                break;
            case JournalEntry.TagStored(var repository, var tag, var digest):
                // A moved tag gets a new row number, which keeps the order in which an image got its tags.
                Run(
                    transaction,
                    "INSERT OR REPLACE INTO tag VALUES ($1, $2, $3)",
                    repository, tag.ToString(), digest.ToString());
                break;
            case JournalEntry.TagRemoved(var repository, var tag):
                Run(transaction, "DELETE FROM tag WHERE repository = $1 AND tag = $2", repository, tag.ToString());
                break;
            case JournalEntry.LayerStored(var repository, var layer):
                Run(
                    transaction,
                    "INSERT OR REPLACE INTO layer VALUES ($1, $2, $3, $4, $5)",
                    repository, layer.Digest.ToString(), layer.Size, layer.MediaType, layer.AddedAt.UtcTicks);
                break;
            case JournalEntry.LayerRemoved(var repository, var digest):
                Run(transaction, "DELETE FROM layer WHERE repository = $1 AND digest = $2", repository, digest.ToString());
                break;
            default:
                throw new InvalidOperationException($"the journal has no statement for {entry.GetType().Name}");
        }
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }
    }

    private static string Document(RepositorySettings settings) => JsonSerializer.Serialize(settings, StateJson.Default.RepositorySettings);

    private void Run(SqliteTransaction transaction, string sql, params ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this type.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var index = 0; index < values.Length; index++)
            {
                command.Parameters.Add(new SqliteParameter($"${index + 1}", null));
            }

            commands.Add(sql, command);
        }

        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
