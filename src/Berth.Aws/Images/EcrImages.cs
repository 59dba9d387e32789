using System.Runtime.CompilerServices;
using Berth.Aws.Api;
using Berth.Aws.Runtime;
using Berth.Aws.Wire;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Images;

/// <summary>The images in the repositories of one registry. What keeps a call from its answer is an <see cref="EcrException"/>.</summary>
public sealed class EcrImages
{
    private const int BatchSize = 100;

    private readonly EcrApi api;

    internal EcrImages(EcrApi api) => this.api = api;

    private string RegistryId => api.Registry.Account.ToString();

    /// <summary>Describes the images of a repository, page by page, in ECR's order.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="selection">Which images; <see langword="null"/> for all that can be pulled.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <returns>The images. A repository that does not exist is an <see cref="EcrException"/> of kind <see cref="EcrErrorKind.RepositoryNotFound"/>.</returns>
    public async IAsyncEnumerable<ImageDescription> DescribeAsync(
        RepositoryName repository,
        ImageSelection? selection = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var site = api.Site(nameof(EcrOperations.DescribeImages), repository);
        var pages = api.PagesAsync(
            EcrOperations.DescribeImages,
            token => new DescribeImagesRequest(RegistryId, repository.ToString(), null, token, Paging.PageSize, ImageTranslation.FilterOf(selection)),
            page => page.NextToken,
            repository,
            cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var image in page.ImageDetails ?? [])
            {
                yield return ImageTranslation.Read(image, site);
            }
        }
    }

    /// <summary>Describes one image.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="image">The image.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The description, or <see langword="null"/> if the repository has no such image.</returns>
    public async Task<ImageDescription?> DescribeAsync(RepositoryName repository, ImageIdentifier image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(image);
        try
        {
            var response = await api.CallAsync(
                EcrOperations.DescribeImages,
                new DescribeImagesRequest(RegistryId, repository.ToString(), [ImageTranslation.Write(image)], null, null, null),
                repository,
                cancellationToken).ConfigureAwait(false);

            var site = api.Site(nameof(EcrOperations.DescribeImages), repository);
            return response.Output?.ImageDetails is [{ } detail, ..]
                ? ImageTranslation.Read(detail, site)
                : throw site.Unusable("describes no image");
        }
        catch (EcrException exception) when (exception.Kind == EcrErrorKind.NotFound)
        {
            return null;
        }
    }

    /// <summary>Lists what names the images of a repository: an entry for each digest and tag, and one for each untagged image.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="selection">Which images; <see langword="null"/> for all that can be pulled.</param>
    /// <param name="cancellationToken">Cancels the walk.</param>
    /// <returns>The identifiers, in ECR's order.</returns>
    public async IAsyncEnumerable<ImageIdentifier> ListAsync(
        RepositoryName repository,
        ImageSelection? selection = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repository);
        var site = api.Site(nameof(EcrOperations.ListImages), repository);
        var pages = api.PagesAsync(
            EcrOperations.ListImages,
            token => new ListImagesRequest(RegistryId, repository.ToString(), token, Paging.PageSize, ImageTranslation.FilterOf(selection)),
            page => page.NextToken,
            repository,
            cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var image in page.ImageIds ?? [])
            {
                yield return ImageTranslation.Read(image) ?? throw site.Unusable("lists an image without a name");
            }
        }
    }

    /// <summary>Gets the manifests of images, in as few calls of up to 100 as it takes. A missing image is a failure in the answer, and no exception.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="images">The images.</param>
    /// <param name="acceptedMediaTypes">The media types that the caller understands; <see langword="null"/> for whatever is stored.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The manifests and the failures.</returns>
    public async Task<FetchedManifests> GetAsync(
        RepositoryName repository,
        IEnumerable<ImageIdentifier> images,
        IReadOnlyList<string>? acceptedMediaTypes,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(images);
        var manifests = new List<FetchedManifest>();
        var failures = new List<ImageFailure>();
        var site = api.Site(nameof(EcrOperations.BatchGetImage), repository);
        foreach (var batch in images.Chunk(BatchSize))
        {
            var response = await api.CallAsync(
                EcrOperations.BatchGetImage,
                new BatchGetImageRequest(RegistryId, repository.ToString(), [.. batch.Select(ImageTranslation.Write)], acceptedMediaTypes),
                repository,
                cancellationToken).ConfigureAwait(false);
            manifests.AddRange((response.Output?.Images ?? []).Select(image => ImageTranslation.Read(image, site)));
            failures.AddRange((response.Output?.Failures ?? []).Select(ImageTranslation.Read));
        }

        return new FetchedManifests(manifests, failures);
    }

    /// <summary>Deletes images by digest, with all their tags, or tags by name, in as few calls of up to 100 as it takes.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="images">The images or tags.</param>
    /// <param name="cancellationToken">Cancels the calls; what was deleted stays so.</param>
    /// <returns>What was deleted, and the failures.</returns>
    public async Task<DeletedImages> DeleteAsync(RepositoryName repository, IEnumerable<ImageIdentifier> images, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(repository);
        ArgumentNullException.ThrowIfNull(images);
        var deleted = new List<ImageIdentifier>();
        var failures = new List<ImageFailure>();
        foreach (var batch in images.Chunk(BatchSize))
        {
            var response = await api.CallAsync(
                EcrOperations.BatchDeleteImage,
                new BatchDeleteImageRequest(RegistryId, repository.ToString(), [.. batch.Select(ImageTranslation.Write)]),
                repository,
                cancellationToken).ConfigureAwait(false);
            deleted.AddRange((response.Output?.ImageIds ?? []).Select(ImageTranslation.Read).OfType<ImageIdentifier>());
            failures.AddRange((response.Output?.Failures ?? []).Select(ImageTranslation.Read));
        }

        return new DeletedImages(deleted, failures);
    }
}
