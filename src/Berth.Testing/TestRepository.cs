using Berth.Aws.Images;
using Berth.Names;

namespace Berth.Testing;

/// <summary>A repository of a <see cref="TestRegistry"/>: push images to it as docker does, and see what it holds.</summary>
public sealed class TestRepository
{
    private readonly TestRegistry registry;

    internal TestRepository(TestRegistry registry, RepositoryName name)
    {
        this.registry = registry;
        Name = name;
    }

    /// <summary>Gets the repository's name.</summary>
    public RepositoryName Name { get; }

    /// <summary>Pushes an image, with what it consists of, through <c>/v2/</c>.</summary>
    /// <param name="image">The image.</param>
    /// <param name="tag">The tag to push it under, or <see langword="null"/> to push it by its digest, untagged.</param>
    /// <param name="cancellationToken">Cancels the push; what was pushed stays.</param>
    /// <returns>The image's reference, by tag and digest.</returns>
    /// <exception cref="HttpRequestException">The registry refuses the push; the message has its answer, such as <c>TAG_INVALID</c>.</exception>
    /// <exception cref="FormatException"><paramref name="tag"/> is not a valid tag.</exception>
    public async Task<ImageReference> PushAsync(TestImage image, string? tag = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        var pushed = tag is null ? null : Tag.Parse(tag);
        await new ImagePusher(registry.Http, Name).PushAsync(image, pushed, cancellationToken).ConfigureAwait(false);
        return ImageReference.Parse($"{registry.Registry.Host}/{Name}{(pushed is null ? string.Empty : $":{pushed}")}@{image.Digest}");
    }

    /// <summary>Pulls a manifest by its digest, as a docker client does, which the repository remembers as a pull.</summary>
    /// <param name="digest">The manifest's digest.</param>
    /// <param name="cancellationToken">Cancels the pull.</param>
    /// <returns>The manifest's bytes, or <see langword="null"/> where the repository has none of that digest.</returns>
    public async Task<ReadOnlyMemory<byte>?> PullAsync(Digest digest, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(digest);
        using var response = await registry.Http.GetAsync(new Uri($"/v2/{Name}/manifests/{digest}", UriKind.Relative), cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        return await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns whether the repository has an image, active or archived. The call does not count as a pull.</summary>
    /// <param name="digest">The image's digest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns><see langword="true"/> where it is there.</returns>
    public async Task<bool> HasAsync(Digest digest, CancellationToken cancellationToken = default) =>
        await registry.Ecr.Images.DescribeAsync(Name, ImageIdentifier.Of(digest), cancellationToken).ConfigureAwait(false) is not null;

    /// <summary>The image that a tag names.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The image's digest, or <see langword="null"/> where the repository has no such tag.</returns>
    /// <exception cref="FormatException"><paramref name="tag"/> is not a valid tag.</exception>
    public async Task<Digest?> FindAsync(string tag, CancellationToken cancellationToken = default) =>
        (await registry.Ecr.Images.DescribeAsync(Name, ImageIdentifier.Of(Tag.Parse(tag)), cancellationToken).ConfigureAwait(false))?.Digest;

    /// <summary>All images of the repository, archived ones too.</summary>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The images, in the registry's order.</returns>
    public async Task<IReadOnlyList<ImageDescription>> GetImagesAsync(CancellationToken cancellationToken = default)
    {
        var images = new List<ImageDescription>();
        var all = registry.Ecr.Images.DescribeAsync(Name, new ImageSelection(IncludeArchived: true), cancellationToken);
        await foreach (var image in all.ConfigureAwait(false))
        {
            images.Add(image);
        }

        return images;
    }
}
