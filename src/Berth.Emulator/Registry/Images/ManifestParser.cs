using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Berth.Emulator.Registry.Images;

/// <summary>Reads OCI image manifests and indexes, Docker's schema 2 manifests and manifest lists.</summary>
/// <seealso href="https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md"/>
/// <seealso href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-index.md"/>
/// <seealso href="https://distribution.github.io/distribution/spec/manifest-v2-2/"/>
internal static class ManifestParser
{
    /// <summary>The greatest size of a manifest in bytes.</summary>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html"/>
    public const int MaxLength = 4 * 1024 * 1024;

    private const int SchemaVersion = 2;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Reads a manifest.</summary>
    /// <param name="json">The manifest's bytes.</param>
    /// <param name="statedMediaType">The media type that was sent with it, or <see langword="null"/>.</param>
    /// <param name="rules">The rules that it is checked by.</param>
    /// <param name="manifest">The manifest, or <see langword="null"/>.</param>
    /// <param name="fault">Why it is refused, or <see langword="null"/>.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> json,
        string? statedMediaType,
        ManifestRules rules,
        [NotNullWhen(true)] out Manifest? manifest,
        [NotNullWhen(false)] out ManifestFault? fault)
    {
        manifest = null;
        if (statedMediaType is not null && !ManifestMediaTypes.IsKnown(statedMediaType))
        {
            fault = ManifestFault.Unsupported(statedMediaType);
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Options);
            fault = Read(document.RootElement, statedMediaType, rules, out manifest);
        }
        catch (JsonException exception)
        {
            fault = ManifestFault.Invalid($"it is not a JSON document (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine})");
        }
        catch (InvalidOperationException)
        {
            // A string of the document has an unpaired surrogate, or bytes that are not UTF-8.
            fault = ManifestFault.Invalid("a string in it is not valid UTF-8");
        }

        return (manifest is not null && fault is null) || Refuse(out manifest, ref fault);
    }

    private static bool Refuse(out Manifest? manifest, [NotNull] ref ManifestFault? fault)
    {
        manifest = null;
        fault ??= ManifestFault.Invalid("it is empty");
        return false;
    }

    private static ManifestFault? Read(JsonElement root, string? stated, ManifestRules rules, out Manifest? manifest)
    {
        manifest = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return ManifestFault.Invalid("it is not a JSON object");
        }

        if (!root.TryGetProperty("schemaVersion", out var version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number)
            || number != SchemaVersion)
        {
            return ManifestFault.Invalid("its 'schemaVersion' is not 2");
        }

        if (MediaTypeOf(root, stated, rules, out var mediaType) is { } wrongType)
        {
            return wrongType;
        }

        var reader = new ManifestReader(root, rules);
        var result = new Manifest
        {
            MediaType = mediaType!,
            ArtifactType = reader.ArtifactType(),
            Subject = reader.Descriptor("subject", isRequired: false)?.Digest,
        };
        result = result.IsIndex
            ? result with { Children = reader.Descriptors("manifests") }
            : result with { Config = reader.Descriptor("config", isRequired: true), Layers = reader.Layers() };
        manifest = result;
        return reader.Fault ?? SizeFault(result);
    }

    private static ManifestFault? SizeFault(Manifest manifest)
    {
        var total = manifest.Layers.Aggregate((Int128)(manifest.Config?.Size ?? 0), static (sum, layer) => sum + layer.Size);
        return total <= long.MaxValue ? null : ManifestFault.Invalid("the sizes of its layers add up to more than 2^63 bytes");
    }

    /// <summary>Determines the media type from the request, from the manifest and, if allowed, from the manifest's members.</summary>
    private static ManifestFault? MediaTypeOf(JsonElement root, string? stated, ManifestRules rules, out string? mediaType)
    {
        var own = root.TryGetProperty("mediaType", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (stated is null && own is null && rules.RequiresMediaType)
        {
            mediaType = null;
            return ManifestFault.Invalid("it has no 'mediaType', and was sent without one");
        }

        mediaType = stated ?? own ?? (root.TryGetProperty("manifests", out _) ? ManifestMediaTypes.OciIndex : ManifestMediaTypes.OciImage);
        if (!ManifestMediaTypes.IsKnown(mediaType))
        {
            return ManifestFault.Unsupported(mediaType);
        }

        return own is not null && own != mediaType
            ? ManifestFault.Invalid($"its 'mediaType' is \"{own}\", and it was sent as \"{mediaType}\"")
            : null;
    }
}
