using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Beginning an upload: for later, with the whole blob at once, or by mounting a blob of another repository.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pushing-blobs"/>
internal static class UploadStart
{
    public static async ValueTask<OciError?> PostAsync(OciRequest request)
    {
        var (repository, error) = await request.FindForPushAsync(Actions.InitiateLayerUpload).ConfigureAwait(false);
        if (error is not null)
        {
            return error;
        }

        if (request.Query("mount") is { } mount)
        {
            if (!Digest.TryParse(mount, out var digest, out var reason))
            {
                return new OciError(OciErrorCode.DigestInvalid, $"'{mount}' cannot be mounted: {reason}");
            }

            if (await TryMountAsync(request, repository!, digest).ConfigureAwait(false))
            {
                return null;
            }
        }

        var isWhole = request.Query("digest") is not null;
        if (isWhole && (request.Authorize(Actions.UploadLayerPart, repository, request.Route.Name)
            ?? request.Authorize(Actions.CompleteLayerUpload, repository, request.Route.Name)) is { } denial)
        {
            // One request does the work of all three operations.
            return denial;
        }

        var upload = request.Emulator.Uploads.Begin(UploadOperations.OwnerOf(repository!));
        if (isWhole)
        {
            return await UploadOperations.CompleteAsync(request, repository!, upload).ConfigureAwait(false);
        }

        UploadOperations.Describe(request, upload, upload.Length);
        OciAnswer.Empty(request.Http.Response, StatusCodes.Status202Accepted);
        return null;
    }

    /// <summary>Links a blob of another repository of the registry to this one; without success an upload begins instead.</summary>
    private static async ValueTask<bool> TryMountAsync(OciRequest request, Repository repository, Digest digest)
    {
        if (!RepositoryName.TryParse(request.Query("from"), out var from)
            || request.Registry.Find(from) is not { } source
            || request.Authorize(Actions.GetDownloadUrlForLayer, source, from.ToString()) is not null
            || source.Settings.Encryption != repository.Settings.Encryption
            || (await source.GetImagesAsync(request.Aborted).ConfigureAwait(false)).Layers.GetValueOrDefault(digest) is not { } layer)
        {
            return false;
        }

        using var pin = await request.Emulator.Blobs.PinAsync(digest, request.Aborted).ConfigureAwait(false);
        if (pin?.Length != layer.Size || !await LayerLink.AddAsync(repository, pin, request.Now, request.Aborted).ConfigureAwait(false))
        {
            return false;
        }

        BlobOperations.DescribeStored(request, digest);
        return true;
    }
}
