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
    /// <summary>The size in bytes after which the referrers continue on another page; the specification suggests 4 MiB for manifests.</summary>
    internal const int MaxBytes = 4 << 20;

    public static async ValueTask<OciError?> ListAsync(OciRequest request)
    {
        if (request.TryFindRepository(Actions.BatchGetImage, out var repository) is { } error)
        {
            return error;
        }

        if (!Digest.TryParse(request.Route.Reference, out var subject, out var reason))
        {
            return new OciError(OciErrorCode.DigestInvalid, $"'{request.Route.Reference}' is not a valid digest: {reason}");
        }

        var images = await repository!.GetImagesAsync(request.Aborted).ConfigureAwait(false);
        var referrers = images.ReferrersOf(subject)
            .Select(images.Find)
            .OfType<StoredImage>()
            .Where(image => image.Status == ImageStatus.Active);
        if (request.Query("artifactType") is { Length: > 0 } artifactType)
        {
            referrers = referrers.Where(image => image.ArtifactMediaType == artifactType);
            request.Http.Response.Headers["OCI-Filters-Applied"] = "artifactType";
        }

        if (Digest.TryParse(request.Query("last"), out var last))
        {
            referrers = referrers.SkipWhile(image => image.Digest != last).Skip(1);
        }

        var body = await WriteAsync(request, repository, subject, referrers).ConfigureAwait(false);
        await OciAnswer
            .BytesAsync(request.Http.Response, StatusCodes.Status200OK, ManifestMediaTypes.OciIndex, body.WrittenMemory, request.Aborted)
            .ConfigureAwait(false);
        return null;
    }

    /// <summary>Writes the referrers up to <see cref="MaxBytes"/>, and links to a next page if there are more.</summary>
    private static async ValueTask<ArrayBufferWriter<byte>> WriteAsync(
        OciRequest request, Repository repository, Digest subject, IEnumerable<StoredImage> referrers)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = WireText.Encoder });
        await using var owned = json.ConfigureAwait(false);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion"u8, 2);
        json.WriteString("mediaType"u8, ManifestMediaTypes.OciIndex);
        json.WriteStartArray("manifests"u8);
        Digest? written = null;
        foreach (var referrer in referrers)
        {
            if (json.BytesCommitted + json.BytesPending > MaxBytes)
            {
                var filter = request.Query("artifactType") is { Length: > 0 } type ? $"&artifactType={Uri.EscapeDataString(type)}" : string.Empty;
                request.Http.Response.Headers.Link = $"</v2/{repository.Name}/referrers/{subject}?last={written}{filter}>; rel=\"next\"";
                break;
            }

            if (await repository.ReadManifestAsync(referrer, request.Aborted).ConfigureAwait(false) is { } manifest)
            {
                Write(json, referrer, manifest);
                written = referrer.Digest;
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(request.Aborted).ConfigureAwait(false);
        return body;
    }

    private static void Write(Utf8JsonWriter json, StoredImage referrer, ReadOnlyMemory<byte> manifest)
    {
        json.WriteStartObject();
        json.WriteString("mediaType"u8, referrer.ManifestMediaType);
        json.WriteString("digest"u8, referrer.Digest.ToString());
        json.WriteNumber("size"u8, referrer.ManifestSize);
        if (referrer.ArtifactMediaType is { } artifactType)
        {
            json.WriteString("artifactType"u8, artifactType);
        }

        WriteAnnotations(json, manifest);
        json.WriteEndObject();
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
