namespace Berth.Aws.Wire;

internal sealed record WireImageDetail(
    string? RepositoryName,
    string? ImageDigest,
    IReadOnlyList<string>? ImageTags,
    long? ImageSizeInBytes,
    DateTimeOffset? ImagePushedAt,
    string? ImageManifestMediaType,
    string? ArtifactMediaType,
    DateTimeOffset? LastRecordedPullTime,
    string? SubjectManifestDigest,
    string? ImageStatus,
    DateTimeOffset? LastArchivedAt,
    DateTimeOffset? LastActivatedAt);
