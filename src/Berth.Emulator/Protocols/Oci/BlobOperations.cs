using System.Globalization;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Blobs that are stored: reading, asking for and deleting one.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-blobs"/>
internal static class BlobOperations
{
    private const string OctetStream = "application/octet-stream";

    public static async ValueTask<OciError?> GetAsync(OciRequest request)
    {
        var action = request.IsHead ? Actions.BatchCheckLayerAvailability : Actions.GetDownloadUrlForLayer;
        var (repository, layer, error) = await FindAsync(request, action).ConfigureAwait(false);
        if (error is not null)
        {
            return error;
        }

        var response = request.Http.Response;
        if (request.LikeEcr && !request.IsHead)
        {
            var link = request.Emulator.LayerLinks.Create(repository!, layer!.Digest, request.Now);
            response.Headers.Location = $"{request.Http.Request.Scheme}://{request.Http.Request.Host}{link}";
            OciAnswer.Empty(response, StatusCodes.Status307TemporaryRedirect);
            return null;
        }

        return await SendAsync(request.Emulator, request.Http, layer!).ConfigureAwait(false);
    }

    public static async ValueTask<OciError?> DeleteAsync(OciRequest request)
    {
        var (repository, layer, error) = await FindAsync(request, Actions.BatchDeleteImage).ConfigureAwait(false);
        if (error is not null)
        {
            return error;
        }

        var removal = await repository!
            .EditAsync(
                edit =>
                {
                    var isUsed = edit.Images.Layers.IsReferenced(layer!.Digest);
                    if (!isUsed)
                    {
                        edit.RemoveLayer(layer.Digest);
                    }

                    return !isUsed;
                },
                request.Aborted)
            .ConfigureAwait(false);
        if (removal.IsGone)
        {
            return request.RepositoryUnknown();
        }

        if (!removal.Answer)
        {
            return new OciError(OciErrorCode.MethodNotAllowed, "An image of the repository consists of this blob; delete the image first.");
        }

        OciAnswer.Empty(request.Http.Response, StatusCodes.Status202Accepted);
        return null;
    }

    /// <summary>Sends a layer, or the part of it that is asked for.</summary>
    public static async ValueTask<OciError?> SendAsync(EmulatorContext emulator, HttpContext http, StoredLayer layer)
    {
        if (!await emulator.Blobs.IsIntactAsync(layer, http.RequestAborted).ConfigureAwait(false))
        {
            return new OciError(OciErrorCode.BlobUnknown, $"The file of blob {layer.Digest} is missing or damaged; push the blob again.");
        }

        var response = http.Response;
        response.Headers["Docker-Content-Digest"] = layer.Digest.ToString();
        response.Headers.AcceptRanges = "bytes";
        response.ContentType = OctetStream;

        // A range is defined for GET only (RFC 9110, section 14.2).
        var isHead = HttpMethods.IsHead(http.Request.Method);
        var asked = ByteRange.Apply(isHead ? null : http.Request.Headers.Range.ToString(), layer.Size, out var range);
        if (asked == RangeRequest.Unsatisfiable)
        {
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{layer.Size}");
            return new OciError(OciErrorCode.RangeInvalid, $"The blob has {layer.Size} bytes, and the requested range contains none of them.");
        }

        if (asked == RangeRequest.Part)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {range.First}-{range.Last}/{layer.Size}");
        }

        response.ContentLength = range.Length;
        if (isHead)
        {
            return null;
        }

        using var content = await emulator.Blobs.OpenAsync(layer.Digest, http.RequestAborted).ConfigureAwait(false);
        if (content is null)
        {
            response.ContentLength = null;
            return new OciError(OciErrorCode.BlobUnknown, $"The file of blob {layer.Digest} is missing or damaged; push the blob again.");
        }

        await content.CopyToAsync(response.BodyWriter, range.First, range.Length, http.RequestAborted).ConfigureAwait(false);
        return null;
    }

    /// <summary>Answers that a blob is stored in the repository now.</summary>
    public static void DescribeStored(OciRequest request, Digest digest)
    {
        var headers = request.Http.Response.Headers;
        headers.Location = $"/v2/{request.Route.Name}/blobs/{digest}";
        headers["Docker-Content-Digest"] = digest.ToString();
        OciAnswer.Empty(request.Http.Response, StatusCodes.Status201Created);
    }

    private static async ValueTask<(Repository? Repository, StoredLayer? Layer, OciError? Error)> FindAsync(OciRequest request, string action)
    {
        if (request.TryFindRepository(action, out var repository) is { } error)
        {
            return (null, null, error);
        }

        if (!Digest.TryParse(request.Route.Reference, out var digest, out var reason))
        {
            return (null, null, new OciError(OciErrorCode.DigestInvalid, $"'{request.Route.Reference}' is not a valid digest: {reason}"));
        }

        var layer = (await repository!.GetImagesAsync(request.Aborted).ConfigureAwait(false)).Layers.GetValueOrDefault(digest);
        return (repository, layer, layer is null ? new OciError(OciErrorCode.BlobUnknown, $"The repository has no blob {digest}.") : null);
    }
}
