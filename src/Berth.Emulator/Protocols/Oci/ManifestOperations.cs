using Berth.Emulator.Registry.Images;
using Berth.Emulator.Storage;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Manifests that are stored: reading, asking for and deleting one.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests"/>
internal static class ManifestOperations
{
    public static async ValueTask<OciError?> GetAsync(OciRequest request)
    {
        if (request.TryFindRepository(Actions.BatchGetImage, out var repository) is { } error)
        {
            return error;
        }

        var name = ImageName.Parse(request.Route.Reference);
        if (name == default && request.LikeEcr)
        {
            return ImageName.Refuse(request.Route.Reference);
        }

        var images = await repository!.GetImagesAsync(request.Aborted).ConfigureAwait(false);
        var image = name.Digest is { } digest ? images.Find(digest) : name.Tag is { } tag ? images.Find(tag) : null;
        if (image is not { Status: ImageStatus.Active })
        {
            return Unknown;
        }

        var manifest = request.IsHead ? null : await repository.ReadManifestAsync(image, request.Aborted).ConfigureAwait(false);
        if (manifest is null && !request.IsHead)
        {
            return Unknown;
        }

        var response = request.Http.Response;
        response.Headers["Docker-Content-Digest"] = image.Digest.ToString();
        if (manifest is not { } bytes)
        {
            response.StatusCode = StatusCodes.Status200OK;
            response.ContentType = image.ManifestMediaType;
            response.ContentLength = image.ManifestSize;
            return null;
        }

        repository.RecordPull(image, request.Now);
        await OciAnswer.BytesAsync(response, StatusCodes.Status200OK, image.ManifestMediaType, bytes, request.Aborted)
            .ConfigureAwait(false);
        return null;
    }

    public static async ValueTask<OciError?> DeleteAsync(OciRequest request)
    {
        if (request.TryFindRepository(Actions.BatchDeleteImage, out var repository) is { } error)
        {
            return error;
        }

        var name = ImageName.Parse(request.Route.Reference);
        if (name == default)
        {
            return ImageName.Refuse(request.Route.Reference);
        }

        var result = await repository!
            .EditAsync(
                edit => name.Digest is { } digest ? ImageDeletion.ByDigest(edit, digest) : ImageDeletion.ByTag(edit, name.Tag!),
                request.Aborted)
            .ConfigureAwait(false);
        if (result.IsGone)
        {
            return request.RepositoryUnknown();
        }

        switch (result.Answer.Status)
        {
            case DeleteImageStatus.NotFound:
                return Unknown;
            case DeleteImageStatus.Referenced:
                return new OciError(OciErrorCode.Unsupported, ImageMessages.Referenced(result.Answer.Parents));
            case DeleteImageStatus.Deleted:
            default:
                OciAnswer.Empty(request.Http.Response, StatusCodes.Status202Accepted);
                return null;
        }
    }

    private static OciError Unknown => new(OciErrorCode.ManifestUnknown, ImageMessages.RequestedImageNotFound);
}
