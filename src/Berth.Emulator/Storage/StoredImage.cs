using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>One manifest of a repository with what ECR knows of it. Its tags are kept beside it, in <see cref="ImageSet"/>.</summary>
internal sealed record StoredImage
{
    public required Digest Digest { get; init; }

    /// <summary>The place in the order of the repository's pushes: of two images of one moment, the greater is the newer. Given by the repository.</summary>
    public long Sequence { get; init; }

    public required string ManifestMediaType { get; init; }

    /// <summary>The manifest byte for byte as it was pushed.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Manifest { get; init; }

    /// <summary>The artifact's type, or else the media type of its configuration; an index has none.</summary>
    public string? ArtifactMediaType { get; init; }

    /// <summary>In bytes: configuration and layers; for an index the largest of its manifests.</summary>
    public long Size { get; init; }

    public required DateTimeOffset PushedAt { get; init; }

    public DateTimeOffset? LastPulledAt { get; init; }

    public ImageStatus Status { get; init; }

    public DateTimeOffset? LastArchivedAt { get; init; }

    public DateTimeOffset? LastActivatedAt { get; init; }

    /// <summary>The manifest that this one speaks of, as a signature does.</summary>
    public Digest? Subject { get; init; }

    /// <summary>The manifests that this index lists.</summary>
    public ImmutableArray<Digest> Children { get; init; } = [];

    /// <summary>The configuration and the layers, which the registry holds as blobs.</summary>
    public ImmutableArray<Digest> Layers { get; init; } = [];
}
