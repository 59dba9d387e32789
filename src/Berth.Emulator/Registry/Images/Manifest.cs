using System.Collections.Immutable;
using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>The parts of a manifest that a registry's rules need.</summary>
internal sealed record Manifest
{
    public required string MediaType { get; init; }

    /// <summary>The configuration; an index has none.</summary>
    public Descriptor? Config { get; init; }

    public ImmutableArray<Descriptor> Layers { get; init; } = [];

    /// <summary>The manifests that an index lists.</summary>
    public ImmutableArray<Descriptor> Children { get; init; } = [];

    /// <summary>The manifest that this one refers to.</summary>
    public Digest? Subject { get; init; }

    public string? ArtifactType { get; init; }

    public bool IsIndex => ManifestMediaTypes.IsIndex(MediaType);

    /// <summary>The type that referrers are filtered by, the artifact media type of ECR.</summary>
    public string? EffectiveArtifactType => ArtifactType ?? Config?.MediaType;

    /// <summary>The blobs that must be in the repository before the manifest.</summary>
    public IEnumerable<Digest> RequiredBlobs =>
        (Config is { } config ? Layers.Prepend(config) : Layers).Where(blob => !blob.IsForeign).Select(blob => blob.Digest);
}
