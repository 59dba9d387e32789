using System.Buffers;
using System.Text.Json;
using Berth.Emulator.Registry.Images;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>The manifests that are about another: signatures, attestations and the like.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#listing-referrers"/>
internal static class ReferrerOperations
{
    public static async ValueTask<OciError?> ListAsync(OciRequest request)
    {
        if (request.TryFindRepository(Actions.BatchGetImage, out var repository) is { } error)
        {
            return error;
        }

        if (!Digest.TryParse(request.Route.Reference, out var subject, out var reason))
        {
            return new OciError(OciErrorCode.DigestInvalid, $"'{request.Route.Reference}' is no digest: {reason}");
        }

        var images = repository!.Images;
        var referrers = images.ReferrersOf(subject)
            .Select(images.Find)
            .OfType<StoredImage>()
            .Where(image => image.Status == ImageStatus.Active);
        if (request.Query("artifactType") is { Length: > 0 } artifactType)
        {
            referrers = referrers.Where(image => image.ArtifactMediaType == artifactType);
            request.Http.Response.Headers["OCI-Filters-Applied"] = "artifactType";
        }

        var body = Write(referrers);
        await OciAnswer
            .BytesAsync(request.Http.Response, StatusCodes.Status200OK, ManifestMediaTypes.OciIndex, body.WrittenMemory, request.Aborted)
            .ConfigureAwait(false);
        return null;
    }

    private static ArrayBufferWriter<byte> Write(IEnumerable<StoredImage> referrers)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = WireText.Encoder });
        json.WriteStartObject();
        json.WriteNumber("schemaVersion"u8, 2);
        json.WriteString("mediaType"u8, ManifestMediaTypes.OciIndex);
        json.WriteStartArray("manifests"u8);
        foreach (var referrer in referrers)
        {
            json.WriteStartObject();
            json.WriteString("mediaType"u8, referrer.ManifestMediaType);
            json.WriteString("digest"u8, referrer.Digest.ToString());
            json.WriteNumber("size"u8, referrer.Manifest.Length);
            if (referrer.ArtifactMediaType is { } artifactType)
            {
                json.WriteString("artifactType"u8, artifactType);
            }

            WriteAnnotations(json, referrer.Manifest);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return body;
    }

    /// <summary>A referrer's descriptor has the annotations of its manifest.</summary>
    private static void WriteAnnotations(Utf8JsonWriter json, ReadOnlyMemory<byte> manifest)
    {
        using var document = JsonDocument.Parse(manifest);
        if (document.RootElement.TryGetProperty("annotations", out var annotations) && annotations.ValueKind == JsonValueKind.Object)
        {
            json.WritePropertyName("annotations"u8);
            annotations.WriteTo(json);
        }
    }
}
