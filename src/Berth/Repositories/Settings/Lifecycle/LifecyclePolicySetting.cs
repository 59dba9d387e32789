using Berth.Lifecycle.Merge;
using Berth.Lifecycle.Model;
using Berth.Names;
using Berth.Repositories.Changes;

namespace Berth.Repositories.Settings.Lifecycle;

/// <summary>The lifecycle policy.</summary>
internal sealed class LifecyclePolicySetting : Setting<LifecyclePolicy, string>
{
    /// <summary>The setting's name.</summary>
    public static readonly SettingName SettingName = SettingName.Parse("lifecyclePolicy");

    public static LifecyclePolicySetting Instance { get; } = new();

    public override SettingName Name => SettingName;

    internal static SettingDrift? Compare(LifecyclePolicy desired, string? observed, MergeMode mode)
    {
        var result = mode == MergeMode.Replace
            ? LifecyclePolicyMerge.Replace(observed, desired)
            : LifecyclePolicyMerge.Merge(observed, desired);
        return result.Outcome switch
        {
            LifecycleMergeOutcome.Unchanged => null,
            LifecycleMergeOutcome.Changed => new SettingDrift.Correctable(new PutLifecyclePolicy(observed, result.Policy!.ToString(), result.Reason)),
            _ => new SettingDrift.Left(SettingName, ChangeOutcome.Conflict, result.Reason),
        };
    }

    protected override bool TryGetDesired(DesiredSettings desired, out LifecyclePolicy value) => (value = desired.LifecyclePolicy!) is not null;

    protected override MergeMode ModeOf(ReconcilePolicy policy) => policy.LifecyclePolicy;

    protected override Task<string?> ReadAsync(IEcrRepositories repositories, RepositoryName repository, CancellationToken cancellationToken) =>
        repositories.GetLifecyclePolicyAsync(repository, cancellationToken);

    protected override string? GetAfterCreation(RepositoryCreation creation, RepositoryDescription description) => null;

    protected override IEnumerable<SettingDrift> CompareAll(LifecyclePolicy desired, string? observed, MergeMode mode) =>
        Compare(desired, observed, mode) is { } drift ? [drift] : [];
}
