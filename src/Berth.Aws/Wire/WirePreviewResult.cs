namespace Berth.Aws.Wire;

internal sealed record WirePreviewResult(
    IReadOnlyList<string>? ImageTags,
    string? ImageDigest,
    DateTimeOffset? ImagePushedAt,
    WirePreviewAction? Action,
    int? AppliedRulePriority,
    string? StorageClass);
