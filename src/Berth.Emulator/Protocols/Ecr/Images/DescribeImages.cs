using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Repositories;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>DescribeImages: those named, or page by page those that the filter admits.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html"/>
internal sealed class DescribeImages() : Operation<DescribeImagesRequest, DescribeImagesResponse>(
    nameof(DescribeImages), WireJson.Default.DescribeImagesRequest, WireJson.Default.DescribeImagesResponse)
{
    protected override async ValueTask<DescribeImagesResponse> ExecuteAsync(
        DescribeImagesRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        Page.Validate(request.MaxResults, Page.MaxSize);
        request.Filter?.Validate();
        var ids = request.ImageIds is null ? null : ImageId.ReadAll(request.ImageIds);
        if (ids is not null)
        {
            Page.RefuseWith("imageIds", request.NextToken, request.MaxResults);
        }

        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:DescribeImages");
        var images = await repository.GetImagesAsync(cancellationToken).ConfigureAwait(false);
        return ids is null
            ? Listed(request, repository, images)
            : new DescribeImagesResponse([.. ids.Select(id => Find(id, repository, images)).DistinctBy(shape => shape.ImageDigest)], null);
    }

    private static DescribeImagesResponse Listed(DescribeImagesRequest request, Repository repository, ImageSet images)
    {
        var filter = request.Filter ?? new ImageFilterShape(null, null);
        var (page, next) = ImageListing.Of<ImageDetailShape>(
            images,
            request.NextToken,
            request.MaxResults,
            image => filter.Admits(image, images.TagsOf(image.Digest))
                ? [(ImageKey.Of(image, "~"), ImageDetailShape.Of(repository, images, image))]
                : []);
        return new DescribeImagesResponse(page, next);
    }

    private static ImageDetailShape Find(ImageId id, Repository repository, ImageSet images)
    {
        var (image, failure) = id.Find(images);
        if (image is not null)
        {
            return ImageDetailShape.Of(repository, images, image);
        }

        throw failure!.FailureCode is "ImageNotFound" or "ImageTagDoesNotMatchDigest"
            ? new EcrErrorException(EcrError.ImageNotFound(
                id.Shape.ImageDigest, id.Shape.ImageTag, repository.Name, repository.Registry.Account))
            : new EcrErrorException(new EcrError(400, "InvalidParameterException", failure.FailureReason));
    }
}

/// <summary>The request of DescribeImages.</summary>
internal sealed record DescribeImagesRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public IReadOnlyList<ImageIdShape?>? ImageIds { get; init; }

    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }

    public ImageFilterShape? Filter { get; init; }
}

/// <summary>The answer of DescribeImages.</summary>
internal sealed record DescribeImagesResponse(IReadOnlyList<ImageDetailShape?> ImageDetails, string? NextToken);
