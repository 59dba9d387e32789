using System.Globalization;
using Berth.Emulator.Storage.Changes;
using Microsoft.Data.Sqlite;

namespace Berth.Emulator.Storage.Sqlite;

/// <summary>Writes changes with statements that are prepared once.</summary>
internal sealed class ChangeWriter(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = [];

    public void Write(StateChange change, SqliteTransaction transaction)
    {
        switch (change)
        {
            case RepositoryCreated { Repository: var repository }:
                Run(
                    transaction,
                    "INSERT INTO repository VALUES ($1, $2, $3, $4, $5, $6)",
                    repository.Id, repository.Account.ToString(), repository.Region.ToString(),
                    repository.Name.ToString(), repository.CreatedAt.UtcTicks, repository.Settings);
                break;
            case RepositorySettingsChanged(var repository, var settings):
                Run(transaction, "UPDATE repository SET settings = $2 WHERE id = $1", repository, settings);
                break;
            case RepositoryDeleted(var repository):
                Run(transaction, "DELETE FROM repository WHERE id = $1", repository);
                Run(transaction, "DELETE FROM image WHERE repository = $1", repository);
                Run(transaction, "DELETE FROM manifest WHERE repository = $1", repository);
                Run(transaction, "DELETE FROM tag WHERE repository = $1", repository);
                Run(transaction, "DELETE FROM layer WHERE repository = $1", repository);
                break;
            case RegistrySettingChanged { Setting: var setting }:
                Run(
                    transaction,
                    "INSERT OR REPLACE INTO registry_setting VALUES ($1, $2, $3, $4)",
                    setting.Account.ToString(), setting.Region.ToString(), setting.Name, setting.Document);
                break;
            case ImageStored(var repository, var image, var manifest):
                Store(transaction, repository, image, manifest);
                break;
            case ImagePulled(var repository, var digest, var at):
                Run(
                    transaction,
                    "UPDATE image SET pulled_at = $3 WHERE repository = $1 AND digest = $2",
                    repository, DigestBytes.Write(digest), at.UtcTicks);
                break;
            case ImageRemoved(var repository, var digest):
                Run(transaction, "DELETE FROM image WHERE repository = $1 AND digest = $2", repository, DigestBytes.Write(digest));
                Run(transaction, "DELETE FROM manifest WHERE repository = $1 AND digest = $2", repository, DigestBytes.Write(digest));
                break;
            case TagStored(var repository, var tag):
                Run(
                    transaction,
                    "INSERT OR REPLACE INTO tag VALUES ($1, $2, $3, $4)",
                    repository, tag.Tag.ToString(), DigestBytes.Write(tag.Digest), tag.Order);
                break;
            case TagRemoved(var repository, var tag):
                Run(transaction, "DELETE FROM tag WHERE repository = $1 AND tag = $2", repository, tag.ToString());
                break;
            case LayerStored(var repository, var layer):
                Run(
                    transaction,
                    "INSERT OR REPLACE INTO layer VALUES ($1, $2, $3, $4, $5)",
                    repository, DigestBytes.Write(layer.Digest), layer.Size, layer.MediaType, layer.AddedAt.UtcTicks);
                break;
            case LayerRemoved(var repository, var digest):
                Run(transaction, "DELETE FROM layer WHERE repository = $1 AND digest = $2", repository, DigestBytes.Write(digest));
                break;
            default:
                throw new InvalidOperationException($"the store has no statement for {change.GetType().Name}");
        }
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }
    }

    private void Store(SqliteTransaction transaction, long repository, StoredImage image, ReadOnlyMemory<byte>? manifest)
    {
        var digest = DigestBytes.Write(image.Digest);
        Run(
            transaction,
            "INSERT OR REPLACE INTO image VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            repository, digest, image.Sequence, image.ManifestMediaType, image.ArtifactMediaType, image.Size, image.ManifestSize,
            image.PushedAt.UtcTicks, image.LastPulledAt?.UtcTicks, (int)image.Status, image.LastArchivedAt?.UtcTicks,
            image.LastActivatedAt?.UtcTicks, image.Subject is { } subject ? DigestBytes.Write(subject) : null,
            DigestBytes.Write(image.Children), DigestBytes.Write(image.Layers));
        if (manifest is { } content)
        {
            Run(transaction, "INSERT OR REPLACE INTO manifest VALUES ($1, $2, $3)", repository, digest, content.ToArray());
        }
    }

    private void Run(SqliteTransaction transaction, string sql, params ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this type.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var index = 0; index < values.Length; index++)
            {
                command.Parameters.Add(new SqliteParameter(string.Create(CultureInfo.InvariantCulture, $"${index + 1}"), null));
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
