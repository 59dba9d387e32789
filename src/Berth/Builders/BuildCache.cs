using Berth.Names;

namespace Berth.Builders;

/// <summary>The references from which a build imports its layer cache, and to which it exports it.</summary>
/// <seealso href="https://github.com/moby/buildkit#registry-push-image-and-cache-separately"/>
public sealed record BuildCache
{
    /// <summary>Initializes a new instance of the <see cref="BuildCache"/> class.</summary>
    /// <param name="to">The movable tag that the cache is exported to.</param>
    /// <param name="from">The tags that the cache is imported from, in order of preference; by default <paramref name="to"/>.</param>
    /// <param name="compression">The compression of the exported layers.</param>
    public BuildCache(ImageReference to, IReadOnlyList<ImageReference>? from = null, CacheCompression compression = CacheCompression.BuilderDefault)
    {
        ArgumentNullException.ThrowIfNull(to);
        To = to;
        From = from is { Count: > 0 } ? from : [to];
        Compression = compression;
    }

    /// <summary>Gets the movable tag that the cache is exported to.</summary>
    public ImageReference To { get; }

    /// <summary>Gets the tags that the cache is imported from, in order of preference.</summary>
    public IReadOnlyList<ImageReference> From { get; }

    /// <summary>Gets the compression of the exported layers.</summary>
    public CacheCompression Compression { get; }

    /// <summary>
    /// Gets the cache export in BuildKit's notation: an image manifest with OCI media types, the only form that ECR accepts, with the layers of all
    /// stages. A failed export does not fail the build.
    /// </summary>
    /// <seealso href="https://aws.amazon.com/blogs/containers/announcing-remote-cache-support-in-amazon-ecr-for-buildkit-clients/"/>
    public string ExportOption =>
        $"type=registry,ref={To},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true"
        + (Compression == CacheCompression.Zstd ? ",compression=zstd" : string.Empty);

    /// <summary>Gets the cache imports in BuildKit's notation.</summary>
    public IEnumerable<string> ImportOptions => From.Select(reference => $"type=registry,ref={reference}");
}
