using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>BatchGetImage: manifests as they are stored. An image that does not exist is one failure in the response and does not fail the batch.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html"/>
internal sealed class BatchGetImage() : Operation<BatchGetImageRequest, BatchGetImageResponse>(
    nameof(BatchGetImage), WireJson.Default.BatchGetImageRequest, WireJson.Default.BatchGetImageResponse)
{
    protected override async ValueTask<BatchGetImageResponse> ExecuteAsync(
        BatchGetImageRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        var ids = ImageId.ReadAll(request.ImageIds);
        if (request.AcceptedMediaTypes is { } types)
        {
            Check.Count(types, 1, 100, "acceptedMediaTypes");
        }

        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:BatchGetImage");
        var stored = await repository.GetImagesAsync(cancellationToken).ConfigureAwait(false);
        var images = new List<ImageShape?>();
        var failures = new List<ImageFailureShape?>();
        foreach (var id in ids)
        {
            var (image, failure) = id.Find(stored);
            failure ??= Archived(image!, id);
            if (failure is not null)
            {
                failures.Add(failure);
                continue;
            }

            if (await repository.ReadManifestAsync(image!, cancellationToken).ConfigureAwait(false) is not { } manifest)
            {
                failures.Add(new ImageFailureShape(id.Shape, "ImageNotFound", "Requested image not found"));
                continue;
            }

            images.Add(ImageShape.Of(repository, image!, manifest.Span, id.Shape.ImageTag));
            repository.RecordPull(image!, call.Now);
        }

        return new BatchGetImageResponse(images, failures);
    }

    private static ImageFailureShape? Archived(StoredImage image, ImageId id) => image.Status == ImageStatus.Active
        ? null
        : new ImageFailureShape(id.Shape, "ImageInaccessible", "Requested image is archived");
}

/// <summary>The request of BatchGetImage.</summary>
internal sealed record BatchGetImageRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public IReadOnlyList<ImageIdShape?>? ImageIds { get; init; }

    public IReadOnlyList<string?>? AcceptedMediaTypes { get; init; }
}

/// <summary>The answer of BatchGetImage.</summary>
internal sealed record BatchGetImageResponse(IReadOnlyList<ImageShape?> Images, IReadOnlyList<ImageFailureShape?> Failures);
