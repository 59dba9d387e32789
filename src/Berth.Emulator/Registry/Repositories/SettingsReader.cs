using System.Text.Json;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>Reads settings documents. Equal documents, of which a registry has many, become one value.</summary>
internal sealed class SettingsReader
{
    private const int MaxKnown = 1000;

    private readonly Dictionary<string, RepositorySettings> known = new(StringComparer.Ordinal);

    public static string Write(RepositorySettings settings) => JsonSerializer.Serialize(settings, SettingsJson.Default.RepositorySettings);

    /// <exception cref="StorageException">The document is damaged, or was written by a newer version.</exception>
    public RepositorySettings Read(StoredRepository repository)
    {
        if (known.TryGetValue(repository.Settings, out var settings))
        {
            return settings;
        }

        try
        {
            settings = JsonSerializer.Deserialize(repository.Settings, SettingsJson.Default.RepositorySettings)
                ?? throw new JsonException("the document is null");
        }
        catch (JsonException exception)
        {
            throw new StorageException(
                $"the settings of repository {repository.Name} (table repository, id {repository.Id}) cannot be read: {exception.Message} "
                + "If a newer version of Berth wrote them, use that version; otherwise restore the file from a backup.",
                exception);
        }

        if (known.Count < MaxKnown)
        {
            known.Add(repository.Settings, settings);
        }

        return settings;
    }
}
