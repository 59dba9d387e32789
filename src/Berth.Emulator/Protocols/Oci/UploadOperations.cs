using System.Globalization;
using Berth.Emulator.Protocols.Ecr;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Uploads under way: adding to one, asking where it is, completing and cancelling it.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pushing-blobs"/>
internal static class UploadOperations
{
    private const string MismatchText = "None of the provided layer digests match the calculated layer digest";

    private static readonly OciError Unknown = new(OciErrorCode.BlobUploadUnknown, "The upload does not exist in this repository.");

    private static readonly OciError OutOfOrder =
        new(OciErrorCode.RangeInvalid, "The range does not begin at the end of the upload; get the status of the upload and continue from there.");

    private static readonly OciError WrongLength =
        new(OciErrorCode.SizeInvalid, "The body does not have the length that the headers state; it was discarded.");

    public static string OwnerOf(Repository repository) =>
        string.Create(CultureInfo.InvariantCulture, $"{repository.Registry.Account}/{repository.Registry.Region}/{repository.Name}");

    public static async ValueTask<OciError?> PatchAsync(OciRequest request)
    {
        var (_, upload, error) = await FindAsync(request, Actions.UploadLayerPart).ConfigureAwait(false);
        if (error is not null)
        {
            return error;
        }

        if (TryRead(request, out var incoming) is { } wrong)
        {
            Describe(request, upload!, upload!.Length);
            return wrong;
        }

        var status = await upload!.AppendAsync(incoming, request.Aborted).ConfigureAwait(false);
        if (status == AppendStatus.Ended)
        {
            return Unknown;
        }

        if (status != AppendStatus.Appended)
        {
            Describe(request, upload, upload.Length);
            return status == AppendStatus.OutOfOrder ? OutOfOrder : WrongLength;
        }

        Describe(request, upload, request.LikeEcr ? upload.FirstChunkLength : upload.Length);
        OciAnswer.Empty(request.Http.Response, request.LikeEcr ? StatusCodes.Status201Created : StatusCodes.Status202Accepted);
        return null;
    }

    public static async ValueTask<OciError?> PutAsync(OciRequest request)
    {
        var (repository, upload, error) = await FindAsync(request, Actions.CompleteLayerUpload).ConfigureAwait(false);
        return error ?? await CompleteAsync(request, repository!, upload!).ConfigureAwait(false);
    }

    public static async ValueTask<OciError?> GetAsync(OciRequest request)
    {
        var (_, upload, error) = await FindAsync(request, Actions.UploadLayerPart).ConfigureAwait(false);
        if (error is null)
        {
            Describe(request, upload!, upload!.Length);
            OciAnswer.Empty(request.Http.Response, StatusCodes.Status204NoContent);
        }

        return error;
    }

    public static async ValueTask<OciError?> DeleteAsync(OciRequest request)
    {
        var (_, upload, error) = await FindAsync(request, Actions.UploadLayerPart).ConfigureAwait(false);
        if (error is not null)
        {
            return error;
        }

        if (!await upload!.CancelAsync(request.Aborted).ConfigureAwait(false))
        {
            return Unknown;
        }

        OciAnswer.Empty(request.Http.Response, StatusCodes.Status204NoContent);
        return null;
    }

    /// <summary>Takes the last bytes, stores the blob and links it to the repository.</summary>
    public static async ValueTask<OciError?> CompleteAsync(OciRequest request, Repository repository, BlobUpload upload)
    {
        var text = request.Query("digest");
        if (!Digest.TryParse(text, out var digest, out var reason))
        {
            return new OciError(OciErrorCode.DigestInvalid, text is null ? "The query has no 'digest'." : $"'{text}' is not a valid digest: {reason}");
        }

        if (TryRead(request, out var incoming) is { } wrong)
        {
            Describe(request, upload, upload.Length);
            return wrong;
        }

        if (request.LikeEcr && PartFault(request, repository, upload, incoming) is { } part)
        {
            return part;
        }

        var completion = await upload.CompleteAsync(digest, incoming, request.Aborted).ConfigureAwait(false);
        using var pin = completion.Pin;
        switch (completion.Status)
        {
            case CompletionStatus.OutOfOrder:
            case CompletionStatus.LengthMismatch:
                Describe(request, upload, upload.Length);
                return completion.Status == CompletionStatus.OutOfOrder ? OutOfOrder : WrongLength;
            case CompletionStatus.Ended:
                return Unknown;
            case CompletionStatus.DigestMismatch:
                return new OciError(OciErrorCode.BlobUploadInvalid, MismatchText);
            case CompletionStatus.Completed:
            default:
                break;
        }

        if (!await LayerLink.AddAsync(repository, pin!, request.Now, request.Aborted).ConfigureAwait(false))
        {
            return request.RepositoryUnknown();
        }

        BlobOperations.DescribeStored(request, digest);
        return null;
    }

    /// <summary>Sets the headers that say which upload this is and how far it is.</summary>
    public static void Describe(OciRequest request, BlobUpload upload, long length)
    {
        var headers = request.Http.Response.Headers;
        var id = upload.Key.Id.ToString("D");
        headers.Location = $"/v2/{request.Route.Name}/blobs/uploads/{id}";
        headers["Docker-Upload-UUID"] = id;
        headers.Range = string.Create(CultureInfo.InvariantCulture, $"0-{Math.Max(0, length - 1)}");
    }

    /// <summary>Checks the parts of an upload by ECR's rules: at least one, and all but the last of 5 MiB.</summary>
    private static OciError? PartFault(OciRequest request, Repository repository, BlobUpload upload, IncomingBytes incoming)
    {
        var hasLastPart = incoming.Length > 0
            || (incoming.Length is null && request.Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true);
        if (upload.Length == 0 && !hasLastPart)
        {
            return new OciError(
                OciErrorCode.BlobUploadInvalid, EcrError.EmptyUpload(upload.Key.Id, repository.Name, repository.Registry.Account).Message);
        }

        return upload.HasSmallPartBefore(hasLastPart)
            ? new OciError(OciErrorCode.BlobUploadInvalid, EcrError.LayerPartTooSmall().Message)
            : null;
    }

    private static async ValueTask<(Repository? Repository, BlobUpload? Upload, OciError? Error)> FindAsync(OciRequest request, string action)
    {
        if (request.TryFindRepository(action, out var repository) is { } error)
        {
            return (null, null, error);
        }

        var upload = Guid.TryParseExact(request.Route.Reference, "D", out var id)
            ? await request.Emulator.Uploads.FindAsync(new UploadKey(id, OwnerOf(repository!)), request.Aborted).ConfigureAwait(false)
            : null;
        return (repository, upload, upload is null ? Unknown : null);
    }

    /// <summary>Reads what the headers say of the bytes that come.</summary>
    private static OciError? TryRead(OciRequest request, out IncomingBytes incoming)
    {
        var http = request.Http.Request;
        incoming = new IncomingBytes(http.BodyReader, null, http.ContentLength);
        if (http.Headers.ContentRange.Count == 0)
        {
            return null;
        }

        if (!ByteRange.TryParseContentRange(http.Headers.ContentRange.ToString(), out var range))
        {
            return new OciError(OciErrorCode.RangeInvalid, "The 'Content-Range' is not '{first}-{last}' with the first not after the last.");
        }

        if (http.ContentLength is { } length && length != range.Length)
        {
            return WrongLength;
        }

        incoming = new IncomingBytes(http.BodyReader, range.First, range.Length);
        return null;
    }
}
