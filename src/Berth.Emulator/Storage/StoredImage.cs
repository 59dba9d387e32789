using System.Collections.Immutable;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>The data of an image, without its manifest and tags.</summary>
public sealed record StoredImage
{
    // Ticks instead of nullable dates: a repository may have 100,000 images in memory.
    private readonly long pushedAt;
    private readonly long pulledAt;
    private readonly long archivedAt;
    private readonly long activatedAt;

    /// <summary>Gets the digest of the manifest.</summary>
    public required Digest Digest { get; init; }

    /// <summary>Gets the position in the order of the repository's pushes; it orders images that were pushed at the same time.</summary>
    public long Sequence { get; init; }

    /// <summary>Gets the media type of the manifest.</summary>
    public required string ManifestMediaType { get; init; }

    /// <summary>Gets the size of the manifest in bytes.</summary>
    public int ManifestSize { get; init; }

    /// <summary>Gets the artifact type, or the media type of the configuration if the manifest has none; <see langword="null"/> for an index.</summary>
    public string? ArtifactMediaType { get; init; }

    /// <summary>Gets the size in bytes: of the configuration and layers, or of the largest image of an index.</summary>
    public long Size { get; init; }

    /// <summary>Gets when the image was first pushed.</summary>
    public required DateTimeOffset PushedAt
    {
        get => new(pushedAt, TimeSpan.Zero);
        init => pushedAt = value.UtcTicks;
    }

    /// <summary>Gets when the image was last pulled, if it was.</summary>
    public DateTimeOffset? LastPulledAt
    {
        get => Read(pulledAt);
        init => pulledAt = Write(value);
    }

    /// <summary>Gets the status.</summary>
    public ImageStatus Status { get; init; }

    /// <summary>Gets when the image was last archived, if it was.</summary>
    public DateTimeOffset? LastArchivedAt
    {
        get => Read(archivedAt);
        init => archivedAt = Write(value);
    }

    /// <summary>Gets when the image was last restored from the archive, if it was.</summary>
    public DateTimeOffset? LastActivatedAt
    {
        get => Read(activatedAt);
        init => activatedAt = Write(value);
    }

    /// <summary>Gets the digest of the manifest that this manifest refers to as its subject.</summary>
    public Digest? Subject { get; init; }

    /// <summary>Gets the digests of the manifests that this index lists.</summary>
    public ImmutableArray<Digest> Children { get; init; } = [];

    /// <summary>Gets the digests of the configuration and the layers that the blob store has.</summary>
    public ImmutableArray<Digest> Layers { get; init; } = [];

    private static DateTimeOffset? Read(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    private static long Write(DateTimeOffset? time) => time?.UtcTicks ?? 0;
}
