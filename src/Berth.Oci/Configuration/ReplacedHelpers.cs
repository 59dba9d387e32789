using System.Text.Json;
using Berth.Oci.Authentication;

namespace Berth.Oci.Configuration;

/// <summary>
/// Remembers which credential helpers were replaced, in the file <c>berth-replaced-helpers.json</c> beside docker's configuration. Docker removes members
/// that it does not know from its own file, so they cannot be kept there. The file holds the member <c>credHelpers</c> in docker's form.
/// </summary>
internal sealed class ReplacedHelpers
{
    private const string FileName = "berth-replaced-helpers.json";

    private readonly AtomicFile file;

    public ReplacedHelpers(string configPath, TimeProvider time)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(configPath))!, FileName);
        file = new AtomicFile(Path, time);
    }

    public string Path { get; }

    /// <summary>Finds the helper that was replaced for each registry.</summary>
    /// <exception cref="CredentialException">The file cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Path))
        {
            return DockerConfigDocument.Empty.CredHelpers;
        }

        var bytes = await File.ReadAllBytesAsync(Path, cancellationToken).ConfigureAwait(false);
        try
        {
            return DockerConfigReader.Read(bytes).CredHelpers;
        }
        catch (DockerConfigFormatException exception)
        {
            throw DockerConfigFile.NotUnderstood(Path, exception);
        }
    }

    /// <summary>Records what was replaced, and removes the records of registries whose value is <see langword="null"/>.</summary>
    /// <exception cref="CredentialException">The file cannot be read or written.</exception>
    public async Task UpdateAsync(IReadOnlyCollection<KeyValuePair<string, string?>> replaced, CancellationToken cancellationToken)
    {
        if (replaced.Count == 0 || (!File.Exists(Path) && replaced.All(pair => pair.Value is null)))
        {
            return;
        }

        try
        {
            await file.EditAsync(content => Task.FromResult(Edit(content, replaced)), holdsSecret: false, cancellationToken).ConfigureAwait(false);
        }
        catch (DockerConfigFormatException exception)
        {
            throw DockerConfigFile.NotUnderstood(Path, exception);
        }
    }

    private static byte[] Edit(byte[] content, IReadOnlyCollection<KeyValuePair<string, string?>> replaced)
    {
        var known = new SortedDictionary<string, string>(DockerConfigReader.Read(content).CredHelpers.ToDictionary(), StringComparer.Ordinal);
        foreach (var (registry, helper) in replaced)
        {
            if (helper is null)
            {
                known.Remove(registry);
            }
            else
            {
                known[registry] = helper;
            }
        }

        return known.Count == 0 ? [] : Write(known);
    }

    private static byte[] Write(SortedDictionary<string, string> known)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(DockerConfigReader.CredHelpers);
            foreach (var (registry, helper) in known)
            {
                writer.WriteString(registry, helper);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return [.. buffer.ToArray(), (byte)'\n'];
    }
}
