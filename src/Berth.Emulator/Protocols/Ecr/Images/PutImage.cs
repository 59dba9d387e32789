using System.Text;
using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Images;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>PutImage: by the same rules as a push of a manifest over <c>/v2/</c>.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html"/>
internal sealed class PutImage() : Operation<PutImageRequest, PutImageResponse>(
    nameof(PutImage), WireJson.Default.PutImageRequest, WireJson.Default.PutImageResponse)
{
    /// <summary>A manifest of the greatest length whose every character is escaped.</summary>
    public override long MaxRequestBytes => 6L * ManifestParser.MaxLength;

    protected override async ValueTask<PutImageResponse> ExecuteAsync(PutImageRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:PutImage");
        var text = Check.Length(Check.Required(request.ImageManifest, "imageManifest"), 1, ManifestParser.MaxLength, ImageMessages.ManifestMember);
        var tag = request.ImageTag is null ? null : ReadTag(Check.Length(request.ImageTag, 1, 300, "imageTag"));
        var put = Read(request, Encoding.UTF8.GetBytes(text), tag, repository, call);
        var result = await repository.EditAsync(put.Decide, cancellationToken).ConfigureAwait(false);
        if (result.IsGone)
        {
            throw Call.NotFound(repository);
        }

        if (Refusal(result.Answer, put, repository) is { } error)
        {
            throw new EcrErrorException(error);
        }

        return new PutImageResponse(ImageShape.Of(repository, result.Answer.Image!, put.Bytes.Span, request.ImageTag));
    }

    private static ImagePut Read(PutImageRequest request, byte[] bytes, Tag? tag, Repository repository, Call call)
    {
        if (!ManifestParser.TryParse(bytes, request.ImageManifestMediaType, ManifestRules.Ecr, out var manifest, out var fault))
        {
            call.Emulator.Logger.ManifestRefused(repository.Name.ToString(), fault.Message);
            throw Check.Refuse(ImageMessages.ManifestMember, ImageMessages.InvalidManifest);
        }

        var digest = HashAlgorithms.DigestOf(bytes, HashAlgorithms.Sha256);
        if (request.ImageDigest is { } given)
        {
            if (!Digest.TryParse(given, out var expected))
            {
                throw Check.Refuse("imageDigest", "must satisfy regular expression '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'");
            }

            digest = HashAlgorithms.DigestOf(bytes, expected.Algorithm);
            if (digest != expected)
            {
                throw new EcrErrorException(EcrError.ImageDigestDoesNotMatch(ImageMessages.DigestDoesNotMatch(expected, repository)));
            }
        }

        return new ImagePut(manifest, bytes, digest, tag, call.Now);
    }

    private static Tag ReadTag(string text) => Tag.TryParse(text, out var tag)
        ? tag
        : throw Check.Refuse("imageTag", "must satisfy regular expression '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}'");

    private static EcrError? Refusal(PutImageResult result, ImagePut put, Repository repository) => result.Status switch
    {
        PutImageStatus.Stored => null,
        PutImageStatus.Unchanged => EcrError.ImageAlreadyExists(put.Digest, put.Tag, repository.Name, repository.Registry.Account),
        PutImageStatus.TagImmutable => EcrError.ImageTagAlreadyExists(ImageMessages.TagImmutable(put.Tag!, repository)),
        PutImageStatus.LayersMissing => EcrError.LayersNotFound(ImageMessages.LayersMissing(result.Missing, repository)),
        PutImageStatus.ChildrenMissing => EcrError.ReferencedImagesNotFound(ImageMessages.ChildrenMissing(result.Missing, repository)),
        PutImageStatus.SizeMismatch => EcrError.InvalidParameter(ImageMessages.ManifestMember, result.SizeMessage),
        _ => EcrError.LimitExceeded(ImageMessages.TooManyTags(put.Tag!, repository)),
    };
}

/// <summary>The request of PutImage.</summary>
internal sealed record PutImageRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public string? ImageManifest { get; init; }

    public string? ImageManifestMediaType { get; init; }

    public string? ImageTag { get; init; }

    public string? ImageDigest { get; init; }
}

/// <summary>The answer of PutImage.</summary>
internal sealed record PutImageResponse(ImageShape Image);
