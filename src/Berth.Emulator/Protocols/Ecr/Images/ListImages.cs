using Berth.Emulator.Protocols.Json;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>ListImages: one entry for each tag, and one for each image without.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListImages.html"/>
internal sealed class ListImages() : Operation<ListImagesRequest, ListImagesResponse>(
    nameof(ListImages), WireJson.Default.ListImagesRequest, WireJson.Default.ListImagesResponse)
{
    protected override async ValueTask<ListImagesResponse> ExecuteAsync(
        ListImagesRequest request, Call call, CancellationToken cancellationToken)
    {
        Check.Name(request.RepositoryName);
        Page.Validate(request.MaxResults, Page.MaxSize);
        request.Filter?.Validate();
        var repository = call.Repository(request.RegistryId, request.RepositoryName, "ecr:ListImages");
        var images = await repository.GetImagesAsync(cancellationToken).ConfigureAwait(false);
        var filter = request.Filter ?? new ImageFilterShape(null, null);
        var (page, next) = ImageListing.Of<ImageIdShape>(
            images, request.NextToken, request.MaxResults, image => EntriesOf(image, images, filter));
        return new ListImagesResponse(page, next);
    }

    private static IEnumerable<(ImageKey Key, ImageIdShape Entry)> EntriesOf(StoredImage image, ImageSet images, ImageFilterShape filter)
    {
        var tags = images.TagsOf(image.Digest);
        var digest = image.Digest.ToString();
        if (!filter.Admits(image, tags))
        {
            return [];
        }

        // An entry without a tag sorts as '~', which no tag begins with, so that it comes after a tag that the image has lost meanwhile.
        return tags.IsEmpty
            ? [(ImageKey.Of(image, "~"), new ImageIdShape(digest, null))]
            : tags.Select(tag => tag.ToString()).Order(StringComparer.Ordinal).Select(tag => (ImageKey.Of(image, tag), new ImageIdShape(digest, tag)));
    }
}

/// <summary>The request of ListImages.</summary>
internal sealed record ListImagesRequest
{
    public string? RegistryId { get; init; }

    public string? RepositoryName { get; init; }

    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }

    public ImageFilterShape? Filter { get; init; }
}

/// <summary>The answer of ListImages.</summary>
internal sealed record ListImagesResponse(IReadOnlyList<ImageIdShape?> ImageIds, string? NextToken);
