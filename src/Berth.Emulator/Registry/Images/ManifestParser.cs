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
    /// <param name="statedMediaType">The media type that came with it, or <see langword="null"/>.</param>
    /// <param name="manifest">The manifest, or <see langword="null"/>.</param>
    /// <param name="fault">What is wrong with it, or <see langword="null"/>.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> json,
        string? statedMediaType,
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
            fault = Read(document.RootElement, statedMediaType, out manifest);
        }
        catch (JsonException exception)
        {
            fault = ManifestFault.Invalid($"it is no JSON document (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine})");
        }
        catch (InvalidOperationException)
        {
            // A string of the document is no text: an unpaired surrogate, or bytes that are not UTF-8.
            fault = ManifestFault.Invalid("a string in it is not valid UTF-8");
        }

        return (manifest is not null && fault is null) || Refuse(out manifest, ref fault);
    }

    private static bool Refuse(out Manifest? manifest, [NotNull] ref ManifestFault? fault)
    {
        manifest = null;
        fault ??= ManifestFault.Invalid("it is none");
        return false;
    }

    private static ManifestFault? Read(JsonElement root, string? stated, out Manifest? manifest)
    {
        manifest = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return ManifestFault.Invalid("it is no JSON object");
        }

        if (!root.TryGetProperty("schemaVersion", out var version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out var number)
            || number != SchemaVersion)
        {
            return ManifestFault.Invalid("its 'schemaVersion' is not 2");
        }

        if (MediaTypeOf(root, stated, out var mediaType) is { } wrongType)
        {
            return wrongType;
        }

        var reader = new ManifestReader(root);
        var result = new Manifest
        {
            MediaType = mediaType!,
            ArtifactType = reader.Text("artifactType"),
            Subject = reader.Descriptor("subject", isRequired: false)?.Digest,
        };
        result = result.IsIndex
            ? result with { Children = reader.Descriptors("manifests") }
            : result with { Config = reader.Descriptor("config", isRequired: true), Layers = reader.Descriptors("layers") };
        manifest = result;
        return reader.Fault;
    }

    /// <summary>Settles the media type between what came with the manifest, what it says and what it looks like.</summary>
    private static ManifestFault? MediaTypeOf(JsonElement root, string? stated, out string? mediaType)
    {
        var own = root.TryGetProperty("mediaType", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
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
