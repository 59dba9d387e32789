using System.Buffers;
using Berth.Emulator.Registry.Images;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Protocols.Oci;

/// <summary>Pushing a manifest.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pushing-manifests"/>
internal static class ManifestPush
{
    private static readonly OciError TooLarge =
        new(OciErrorCode.TooLarge, $"A manifest has at most {ManifestParser.MaxLength} bytes, and this has more.");

    public static async ValueTask<OciError?> PutAsync(OciRequest request)
    {
        var (repository, error) = await request.FindForPushAsync(Actions.PutImage).ConfigureAwait(false);
        if (error is not null)
        {
            return error;
        }

        var name = ImageName.Parse(request.Route.Reference);
        if (name == default)
        {
            return ImageName.Refuse(request.Route.Reference);
        }

        if (await ReadAsync(request).ConfigureAwait(false) is not { } bytes)
        {
            return TooLarge;
        }

        if (!ManifestParser.TryParse(bytes, MediaTypeOf(request.Http.Request), request.LikeEcr ? ManifestRules.Ecr : ManifestRules.Oci, out var manifest, out var fault))
        {
            request.Emulator.Logger.ManifestRefused(request.Route.Name, fault.Message);
            return request.LikeEcr
                ? new OciError(
                    OciErrorCode.MethodNotAllowed,
                    $"Invalid parameter at '{ImageMessages.ManifestMember}' failed to satisfy constraint: '{ImageMessages.InvalidManifest}'")
                : new OciError(fault.IsUnsupported ? OciErrorCode.Unsupported : OciErrorCode.ManifestInvalid, fault.Message);
        }

        var digest = HashAlgorithms.DigestOf(bytes.Span, name.Digest?.Algorithm ?? HashAlgorithms.Sha256);
        if (name.Digest is not null && name.Digest != digest)
        {
            return new OciError(
                request.LikeEcr ? OciErrorCode.ManifestInvalid : OciErrorCode.DigestInvalid, ImageMessages.DigestDoesNotMatch(name.Digest, repository!));
        }

        var put = new ImagePut(manifest, bytes, digest, name.Tag, request.Now);
        var result = await repository!.EditAsync(put.Decide, request.Aborted).ConfigureAwait(false);
        if (result.IsGone)
        {
            return request.RepositoryUnknown();
        }

        return Refusal(result.Answer, put, repository) ?? Accept(request, put);
    }

    private static OciError? Refusal(PutImageResult result, ImagePut put, Repository repository) => result.Status switch
    {
        PutImageStatus.TagImmutable => new OciError(OciErrorCode.TagInvalid, ImageMessages.TagImmutable(put.Tag!, repository)),
        PutImageStatus.LayersMissing =>
            new OciError(OciErrorCode.ManifestBlobUnknown, ImageMessages.LayersMissing(result.Missing, repository)),
        PutImageStatus.ChildrenMissing =>
            new OciError(OciErrorCode.ManifestBlobUnknown, ImageMessages.ChildrenMissing(result.Missing, repository)),
        PutImageStatus.SizeMismatch => new OciError(OciErrorCode.ManifestInvalid, result.SizeMessage),
        PutImageStatus.TooManyTags => new OciError(OciErrorCode.Denied, ImageMessages.TooManyTags(put.Tag!, repository)),
        _ => null,
    };

    private static OciError? Accept(OciRequest request, ImagePut put)
    {
        var headers = request.Http.Response.Headers;
        if (!request.LikeEcr)
        {
            headers.Location = $"/v2/{request.Route.Name}/manifests/{put.Digest}";
        }

        headers["Docker-Content-Digest"] = put.Digest.ToString();
        if (put.Manifest.Subject is { } subject)
        {
            headers["OCI-Subject"] = subject.ToString();
        }

        OciAnswer.Empty(request.Http.Response, StatusCodes.Status201Created);
        return null;
    }

    private static string? MediaTypeOf(HttpRequest request)
    {
        var text = request.ContentType.AsSpan();
        var end = text.IndexOf(';');
        text = (end < 0 ? text : text[..end]).Trim();

        // A generic content type says nothing about the manifest; its own mediaType member decides.
        return text.IsEmpty || text is "application/json" or "application/octet-stream" ? null : text.ToString();
    }

    /// <summary>Reads the manifest, or gives <see langword="null"/> if it is longer than any may be.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(OciRequest request)
    {
        if (request.Http.Request.ContentLength > ManifestParser.MaxLength)
        {
            return null;
        }

        var reader = request.Http.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(request.Aborted).ConfigureAwait(false);
            if (read.Buffer.Length > ManifestParser.MaxLength)
            {
                reader.AdvanceTo(read.Buffer.End);
                return null;
            }

            if (read.IsCompleted)
            {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
