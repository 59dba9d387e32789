using Berth.Names;
using Berth.Repositories.Settings.Lifecycle;

namespace Berth.Repositories.Settings.Mutability;

/// <summary>Replaces the tag mutability and its exclusion filters.</summary>
internal sealed record PutTagMutability(TagMutability From, TagMutability To)
    : SettingChange(TagMutabilitySetting.SettingName, "PutImageTagMutability", From.ToString(), To.ToString(), $"changed from {From} to {To}")
{
    /// <summary>Tags that become movable leave untagged images behind, which stay without the rule that removes them.</summary>
    public override SettingPrerequisite? Prerequisite =>
        From.Mode is TagMutabilityMode.Immutable or TagMutabilityMode.ImmutableWithExclusion && To.Mode != TagMutabilityMode.Immutable
            ? new SettingPrerequisite(
                LifecyclePolicySetting.SettingName,
                "the lifecycle policy, which removes the untagged images that movable tags leave behind, is in place")
            : null;

    public override Task<CallReceipt> ApplyAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        repositories.PutImageTagMutabilityAsync(repository, To, cancellationToken);
}
