using System.Collections.Immutable;
using Berth.Names;

namespace Berth.Emulator.Storage.Sqlite.Migrations;

/// <summary>The document of an image in schema 1.</summary>
internal sealed record ImageDocument1
{
    public required Digest Digest { get; init; }

    public long Sequence { get; init; }

    public required string ManifestMediaType { get; init; }

    public string? ArtifactMediaType { get; init; }

    public long Size { get; init; }

    public required DateTimeOffset PushedAt { get; init; }

    public DateTimeOffset? LastPulledAt { get; init; }

    public ImageStatus Status { get; init; }

    public DateTimeOffset? LastArchivedAt { get; init; }

    public DateTimeOffset? LastActivatedAt { get; init; }

    public Digest? Subject { get; init; }

    public ImmutableArray<Digest> Children { get; init; } = [];

    public ImmutableArray<Digest> Layers { get; init; } = [];

    public StoredImage ToImage(int manifestSize) => new()
    {
        Digest = Digest,
        Sequence = Sequence,
        ManifestMediaType = ManifestMediaType,
        ManifestSize = manifestSize,
        ArtifactMediaType = ArtifactMediaType,
        Size = Size,
        PushedAt = PushedAt,
        LastPulledAt = LastPulledAt,
        Status = Status,
        LastArchivedAt = LastArchivedAt,
        LastActivatedAt = LastActivatedAt,
        Subject = Subject,
        Children = Children,
        Layers = Layers,
    };
}
