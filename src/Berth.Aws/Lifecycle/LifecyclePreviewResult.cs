using Berth.Names;

namespace Berth.Aws.Lifecycle;

/// <summary>One image on which a lifecycle policy would act.</summary>
/// <param name="Digest">The image's digest.</param>
/// <param name="Tags">Its tags; none for an untagged image.</param>
/// <param name="PushedAt">When it was pushed.</param>
/// <param name="Archives">Whether it would be put into the archive; otherwise it would expire.</param>
/// <param name="RulePriority">The priority of the rule that acts.</param>
public sealed record LifecyclePreviewResult(Digest Digest, IReadOnlyList<Tag> Tags, DateTimeOffset PushedAt, bool Archives, int RulePriority);
