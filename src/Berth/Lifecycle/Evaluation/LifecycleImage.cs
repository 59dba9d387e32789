using Berth.Lifecycle.Model;
using Berth.Names;

namespace Berth.Lifecycle.Evaluation;

/// <summary>The properties of an image (a manifest) that lifecycle rules evaluate.</summary>
public sealed class LifecycleImage
{
    /// <summary>Gets the digest of the image's manifest.</summary>
    public required Digest Digest { get; init; }

    /// <summary>Gets the tags; none is an untagged image.</summary>
    public IReadOnlyList<Tag> Tags { get; init; } = [];

    /// <summary>Gets when the image was pushed.</summary>
    public required DateTimeOffset PushedAt { get; init; }

    /// <summary>Gets when the image was last seen pulled, or <see langword="null"/> where it never was.</summary>
    public DateTimeOffset? LastPulledAt { get; init; }

    /// <summary>Gets where the image is kept.</summary>
    public StorageClass StorageClass { get; init; }

    /// <summary>Gets when the image last went to the archive, or <see langword="null"/> where it never did.</summary>
    public DateTimeOffset? LastArchivedAt { get; init; }

    /// <summary>Gets when the image was last restored from the archive, or <see langword="null"/> where it never was.</summary>
    public DateTimeOffset? LastActivatedAt { get; init; }

    /// <summary>Gets, of an index, the manifests that it lists.</summary>
    public IReadOnlyList<Digest> Children { get; init; } = [];

    /// <summary>Gets, of a referrer (a signature, an SBOM), the image that it is about.</summary>
    public Digest? Subject { get; init; }

    /// <summary>Gets when the image's age begins: at its restoration where there was one, otherwise at its push.</summary>
    internal DateTimeOffset CountedFrom => LastActivatedAt ?? PushedAt;

    /// <summary>Gets since when the image is unused: its last pull, or its restoration where that is later, or else its push.</summary>
    internal DateTimeOffset UnusedSince => LastPulledAt is { } pulled && (LastActivatedAt is not { } activated || pulled > activated)
        ? pulled
        : CountedFrom;
}
