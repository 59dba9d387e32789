using System.Text.Json;
using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification.Manifests;

/// <summary>Reads manifests and indexes from outside: nothing in them is trusted, and the limits bound what is kept in memory.</summary>
internal static class ImageManifestParser
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private static readonly string[] Members = ["schemaVersion", "mediaType", "manifests", "config", "layers", "artifactType", "fsLayers"];

    /// <exception cref="ManifestFormatException">The document is not a manifest that container runtimes use.</exception>
    public static ParsedManifest Parse(ManifestContent content, int maxChildren, int maxLayers)
    {
        try
        {
            using var document = ParseJson(content.Bytes);
            return Parse(document.RootElement, content.MediaType, maxChildren, maxLayers);
        }
        catch (InvalidOperationException)
        {
            throw Malformed("it holds a text with half of a surrogate pair");
        }
    }

    private static ParsedManifest Parse(JsonElement root, string? statedType, int maxChildren, int maxLayers)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Malformed("the manifest is not a JSON object");
        }

        CheckMemberNames(root);

        var mediaType = MediaTypeOf(root, statedType);
        var hasChildren = root.TryGetProperty("manifests", out var children);
        var hasLayers = root.TryGetProperty("layers", out var layers);
        if (hasChildren && (hasLayers || root.TryGetProperty("config", out _)))
        {
            // Clients differ in how they read such a document: CVE-2021-41190.
            throw Malformed("the manifest has the members of an index and of an image at once");
        }

        if (RuntimeMediaTypes.IsIndex(mediaType))
        {
            return hasChildren && children.ValueKind == JsonValueKind.Array
                ? new ParsedManifest(mediaType, null, [], Descriptors(children, "manifests", maxChildren), Text(root, "artifactType"))
                : throw Malformed("the index has no list 'manifests'");
        }

        if (!root.TryGetProperty("config", out var config) || config.ValueKind != JsonValueKind.Object)
        {
            throw Malformed("the manifest has no 'config'");
        }

        // BuildKit writes null for an image without layers; Go's clients read it as an empty list.
        return hasLayers && layers.ValueKind is JsonValueKind.Array or JsonValueKind.Null
            ? new ParsedManifest(
                mediaType,
                ReadDescriptor(config, "config"),
                layers.ValueKind == JsonValueKind.Null ? [] : Descriptors(layers, "layers", maxLayers),
                [],
                Text(root, "artifactType"))
            : throw Malformed("the manifest has no list 'layers'");
    }

    /// <summary>Clients in Go do not distinguish case in names; others do. A document that depends on it is refused.</summary>
    private static void CheckMemberNames(JsonElement root)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (Members.FirstOrDefault(name => string.Equals(name, member.Name, StringComparison.OrdinalIgnoreCase)) is { } known && known != member.Name)
            {
                throw Malformed($"the member '{known}' is written in another case");
            }
        }
    }

    /// <summary>The platform that an image's configuration states.</summary>
    /// <exception cref="ManifestFormatException">The configuration is not a JSON object.</exception>
    public static (string? Os, string? Architecture, string? Variant) ParseConfig(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = ParseJson(bytes);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? (Text(root, "os"), Text(root, "architecture"), Text(root, "variant"))
                : throw Malformed("the image's configuration is not a JSON object");
        }
        catch (InvalidOperationException)
        {
            throw Malformed("the image's configuration holds a text with half of a surrogate pair");
        }
    }

    private static JsonDocument ParseJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException exception)
        {
            throw Malformed($"it is not valid JSON, or a member occurs twice: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }
    }

    private static string MediaTypeOf(JsonElement root, string? stated)
    {
        var own = Text(root, "mediaType");
        if (stated is not null && own is not null && own != stated)
        {
            throw Malformed($"the registry calls the manifest '{RuntimeMediaTypes.Quoted(stated)}', and the manifest itself '{RuntimeMediaTypes.Quoted(own)}'");
        }

        var type = own ?? stated ?? ShapeOf(root);
        if (RuntimeMediaTypes.IsIndex(type) || RuntimeMediaTypes.IsManifest(type))
        {
            return type!;
        }

        throw new ManifestFormatException(
            UnrunnableKind.UnknownManifestType,
            RuntimeMediaTypes.IsDockerV1(type)
                ? $"'{RuntimeMediaTypes.Quoted(type)}' is Docker's manifest version 1, which container runtimes no longer pull"
                : type is null
                    ? "the manifest has no media type, and its members do not show one"
                    : $"the manifest's media type '{RuntimeMediaTypes.Quoted(type)}' is not one that container runtimes pull");
    }

    /// <summary>OCI documents need not state their type; then their members show it.</summary>
    private static string? ShapeOf(JsonElement root)
    {
        if (!root.TryGetProperty("schemaVersion", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 2)
        {
            return null;
        }

        return root.TryGetProperty("manifests", out _) ? RuntimeMediaTypes.OciIndex
            : root.TryGetProperty("config", out _) ? RuntimeMediaTypes.OciManifest
            : null;
    }

    private static List<ImageDescriptor> Descriptors(JsonElement list, string name, int max)
    {
        var count = list.GetArrayLength();
        if (count > max)
        {
            throw new ManifestFormatException(UnrunnableKind.TooMany, $"the manifest's list '{name}' has {count} entries, and at most {max} are followed");
        }

        var descriptors = new List<ImageDescriptor>(count);
        foreach (var element in list.EnumerateArray())
        {
            descriptors.Add(ReadDescriptor(element, $"{name}[{descriptors.Count}]"));
        }

        return descriptors;
    }

    private static ImageDescriptor ReadDescriptor(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Malformed($"'{where}' is not a descriptor");
        }

        if (Text(element, "mediaType") is not { Length: > 0 } mediaType)
        {
            throw Malformed($"'{where}' has no media type");
        }

        var digestText = Text(element, "digest");
        if (!Digest.TryParse(digestText, out var digest, out var reason))
        {
            throw Malformed($"the digest '{RuntimeMediaTypes.Quoted(digestText)}' of '{where}' is not valid: {reason}");
        }

        if (!element.TryGetProperty("size", out var size) || size.ValueKind != JsonValueKind.Number || !size.TryGetInt64(out var bytes) || bytes < 0)
        {
            throw Malformed($"'{where}' has no size, or a size that is not a number of bytes");
        }

        var platform = element.TryGetProperty("platform", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        var os = Text(platform, "os");
        return new ImageDescriptor(
            mediaType,
            digest,
            bytes,
            os,
            Text(platform, "architecture"),
            Text(platform, "variant"),
            Text(platform, "os.version"),
            os == "unknown" || IsMarkedAttestation(element),
            Text(element, "artifactType"));
    }

    /// <summary>BuildKit marks attestations, and everything else that refers to an image, by this annotation.</summary>
    private static bool IsMarkedAttestation(JsonElement element) =>
        element.TryGetProperty("annotations", out var annotations)
        && !string.IsNullOrEmpty(Text(annotations, "vnd.docker.reference.type"));

    /// <exception cref="InvalidOperationException">The text has half of a surrogate pair. The callers of this class never see it.</exception>
    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static ManifestFormatException Malformed(string message) => new(UnrunnableKind.MalformedManifest, message);
}
