using Berth.Lifecycle.Merge;
using Berth.Lifecycle.Model;

namespace Berth.Repositories;

/// <summary>How the desired lifecycle policy differs from what a repository has.</summary>
internal static class LifecyclePolicyDrift
{
    public static SettingDrift? Between(LifecyclePolicy desired, string? observedText, MergeMode mode)
    {
        var result = mode == MergeMode.Replace
            ? LifecyclePolicyMerge.Replace(observedText, desired)
            : LifecyclePolicyMerge.Merge(observedText, desired);
        return result.Outcome switch
        {
            LifecycleMergeOutcome.Unchanged => null,
            LifecycleMergeOutcome.Changed => new SettingDrift.Correctable(
                new RepositoryChange.PutLifecyclePolicy(observedText, result.Policy!.ToString(), result.Reason)),
            _ => new SettingDrift.Left(Setting.LifecyclePolicy, ChangeOutcome.Conflict, result.Reason),
        };
    }
}
