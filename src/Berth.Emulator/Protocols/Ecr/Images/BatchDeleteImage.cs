using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Images;
using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>BatchDeleteImage: by digest an image with all its tags, by tag that tag and with the last of them the image.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html"/>
internal sealed class BatchDeleteImage() : Operation<BatchDeleteImageRequest, BatchDeleteImageResponse>(
    nameof(BatchDeleteImage), WireJson.Default.BatchDeleteImageRequest, WireJson.Default.BatchDeleteImageResponse)
{
    protected override async ValueTask<BatchDeleteImageResponse> ExecuteAsync(
        BatchDeleteImageRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var ids = ImageId.ReadAll(request.ImageIds);
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:BatchDeleteImage");
        var result = await repository.EditAsync(edit => Delete(edit, ids), cancellationToken).ConfigureAwait(false);
        return result.IsGone ? throw Call.NotFound(repository) : result.Answer;
    }

    private static BatchDeleteImageResponse Delete(RepositoryEdit edit, ImageId[] ids)
    {
        var deleted = new List<ImageIdShape?>();
        var failures = new List<ImageFailureShape?>();
        foreach (var id in ids)
        {
            var (image, failure) = id.Find(edit.Images);
            if (failure is not null)
            {
                failures.Add(failure);
                continue;
            }

            var result = id.Tag is null ? ImageDeletion.ByDigest(edit, image!.Digest) : ImageDeletion.ByTag(edit, id.Tag);
            if (result.Status != DeleteImageStatus.Deleted)
            {
                failures.Add(new ImageFailureShape(id.Shape, "ImageReferencedByManifestList", ImageMessages.Referenced(result.Parents)));
                continue;
            }

            var digest = result.Digest!.ToString();
            deleted.AddRange(result.Tags.IsEmpty
                ? [new ImageIdShape(digest, null)]
                : result.Tags.Select(tag => new ImageIdShape(digest, tag.ToString())));
        }

        return new BatchDeleteImageResponse(deleted, failures);
    }
}

/// <summary>The request of BatchDeleteImage.</summary>
internal sealed record BatchDeleteImageRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public IReadOnlyList<ImageIdShape?>? ImageIds { get; init; }
}

/// <summary>The answer of BatchDeleteImage.</summary>
internal sealed record BatchDeleteImageResponse(IReadOnlyList<ImageIdShape?> ImageIds, IReadOnlyList<ImageFailureShape?> Failures);
