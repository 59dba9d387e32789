using System.Text.Json;
using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification.Manifests;

/// <summary>Reads manifests and indexes from outside: nothing in them is trusted, and no more is held than the bounds allow.</summary>
internal static class ManifestParser
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <exception cref="ManifestFormatException">The document is no manifest that a runtime would take.</exception>
    public static ParsedManifest Parse(ManifestContent content, VerificationLimits limits)
    {
        using var document = ParseJson(content.Bytes);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Malformed("the manifest is no JSON object");
        }

        var mediaType = MediaTypeOf(root, content.MediaType);
        var hasChildren = root.TryGetProperty("manifests", out var children);
        var hasLayers = root.TryGetProperty("layers", out var layers);
        if (hasChildren && (hasLayers || root.TryGetProperty("config", out _)))
        {
            // Such a document means one thing to one client and another to the next: CVE-2021-41190.
            throw Malformed("the manifest has the members of an index and of an image at once");
        }

        if (MediaTypes.IsIndex(mediaType))
        {
            return hasChildren && children.ValueKind == JsonValueKind.Array
                ? new ParsedManifest(mediaType, null, [], Descriptors(children, "manifests", limits.MaxChildren))
                : throw Malformed("the index has no list 'manifests'");
        }

        if (!root.TryGetProperty("config", out var config) || config.ValueKind != JsonValueKind.Object)
        {
            throw Malformed("the manifest has no 'config'");
        }

        return hasLayers && layers.ValueKind == JsonValueKind.Array
            ? new ParsedManifest(mediaType, ReadDescriptor(config, "config"), Descriptors(layers, "layers", limits.MaxLayers), [])
            : throw Malformed("the manifest has no list 'layers'");
    }

    /// <summary>The platform that an image's configuration states.</summary>
    /// <exception cref="ManifestFormatException">The configuration is no JSON object.</exception>
    public static (string? Os, string? Architecture, string? Variant) ParseConfig(ReadOnlyMemory<byte> bytes)
    {
        using var document = ParseJson(bytes);
        var root = document.RootElement;
        return root.ValueKind == JsonValueKind.Object
            ? (Text(root, "os"), Text(root, "architecture"), Text(root, "variant"))
            : throw Malformed("the image's configuration is no JSON object");
    }

    private static JsonDocument ParseJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException exception)
        {
            throw Malformed($"it is no JSON that can be read: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}");
        }
    }

    private static string MediaTypeOf(JsonElement root, string? stated)
    {
        var own = Text(root, "mediaType");
        if (stated is not null && own is not null && own != stated)
        {
            throw Malformed($"the registry calls the manifest '{MediaTypes.Quoted(stated)}', and the manifest itself '{MediaTypes.Quoted(own)}'");
        }

        var type = own ?? stated ?? ShapeOf(root);
        if (MediaTypes.IsIndex(type) || MediaTypes.IsManifest(type))
        {
            return type!;
        }

        throw new ManifestFormatException(
            UnrunnableKind.UnknownManifestType,
            MediaTypes.IsDockerV1(type)
                ? $"'{type}' is Docker's manifest version 1, which container runtimes no longer pull"
                : type is null
                    ? "the manifest has no media type, and none can be told from its members"
                    : $"the manifest's media type '{MediaTypes.Quoted(type)}' is none that container runtimes pull");
    }

    /// <summary>OCI documents need not state their type; then their members tell it.</summary>
    private static string? ShapeOf(JsonElement root)
    {
        if (!root.TryGetProperty("schemaVersion", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != 2)
        {
            return null;
        }

        return root.TryGetProperty("manifests", out _) ? MediaTypes.OciIndex
            : root.TryGetProperty("config", out _) ? MediaTypes.OciManifest
            : null;
    }

    private static List<Descriptor> Descriptors(JsonElement list, string name, int max)
    {
        var count = list.GetArrayLength();
        if (count > max)
        {
            throw new ManifestFormatException(UnrunnableKind.TooMany, $"the manifest's list '{name}' has {count} entries, and at most {max} are followed");
        }

        var descriptors = new List<Descriptor>(count);
        foreach (var element in list.EnumerateArray())
        {
            descriptors.Add(ReadDescriptor(element, $"{name}[{descriptors.Count}]"));
        }

        return descriptors;
    }

    private static Descriptor ReadDescriptor(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Malformed($"'{where}' is no descriptor");
        }

        if (Text(element, "mediaType") is not { Length: > 0 } mediaType)
        {
            throw Malformed($"'{where}' has no media type");
        }

        var digestText = Text(element, "digest");
        if (!Digest.TryParse(digestText, out var digest, out var reason))
        {
            throw Malformed($"the digest '{MediaTypes.Quoted(digestText)}' of '{where}' is none: {reason}");
        }

        if (!element.TryGetProperty("size", out var size) || size.ValueKind != JsonValueKind.Number || !size.TryGetInt64(out var bytes) || bytes < 0)
        {
            throw Malformed($"'{where}' has no size, or one that is no number of bytes");
        }

        var platform = element.TryGetProperty("platform", out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        var os = Text(platform, "os");
        return new Descriptor(
            mediaType,
            digest,
            bytes,
            os,
            Text(platform, "architecture"),
            Text(platform, "variant"),
            os == "unknown" || IsMarkedAttestation(element));
    }

    private static bool IsMarkedAttestation(JsonElement element) =>
        element.TryGetProperty("annotations", out var annotations)
        && Text(annotations, "vnd.docker.reference.type") == "attestation-manifest";

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? StringOf(value)
            : null;

    private static string StringOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, written as an escape.
            throw Malformed("it holds a text that is no Unicode");
        }
    }

    private static ManifestFormatException Malformed(string message) => new(UnrunnableKind.MalformedManifest, message);
}
