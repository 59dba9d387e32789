using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>The image exists, is complete and as expected, and has media types that container runtimes support.</summary>
public sealed class ImageFound : ImageVerdict
{
    /// <summary>Initializes a new instance of the <see cref="ImageFound"/> class.</summary>
    /// <param name="image">The reference.</param>
    /// <param name="digest">The digest of its manifest or index.</param>
    /// <param name="mediaType">The media type of its manifest or index.</param>
    /// <param name="platforms">The images that were verified: one, or those of an index.</param>
    public ImageFound(ImageReference image, Digest digest, string mediaType, IReadOnlyList<PlatformImage> platforms)
        : base(image)
    {
        ArgumentNullException.ThrowIfNull(digest);
        ArgumentNullException.ThrowIfNull(mediaType);
        ArgumentNullException.ThrowIfNull(platforms);
        Digest = digest;
        MediaType = mediaType;
        Platforms = platforms;
    }

    /// <inheritdoc/>
    public override string Name => "found";

    /// <summary>Gets the digest of the manifest or index of the reference.</summary>
    public Digest Digest { get; }

    /// <summary>Gets the media type of the manifest or index of the reference.</summary>
    public string MediaType { get; }

    /// <summary>Gets the images that were verified: one for a plain manifest; for an index those of the wanted platform, or all.</summary>
    public IReadOnlyList<PlatformImage> Platforms { get; }

    /// <summary>Gets the size in bytes of the largest of the images: its configuration and its layers as they are stored.</summary>
    public long Size => Platforms.Count == 0 ? 0 : Platforms.Max(platform => platform.Size);

    /// <inheritdoc/>
    public override string ToString() => $"{Image} is found: {Digest}";
}
