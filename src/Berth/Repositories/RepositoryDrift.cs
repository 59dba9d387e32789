namespace Berth.Repositories;

/// <summary>
/// Everything in which a repository differs from its desired settings, in the order in which it is dealt with: the lifecycle policy before
/// the tag mutability, so that a movable cache never exists without its sweeper.
/// </summary>
internal static class RepositoryDrift
{
    public static IReadOnlyList<SettingDrift> Between(DesiredSettings desired, ReconcilePolicy policy, ObservedRepository observed, bool created = false)
    {
        var description = observed.Description.Value;
        if (description is null)
        {
            var failure = observed.Description.Failure ?? new InvalidOperationException("the repository was not described");
            return [.. Wanted(desired).Select(setting => new SettingDrift.Unknown(setting, failure))];
        }

        SettingDrift[] all = [.. Differences(desired, policy, observed, description)];
        return !created && TagMutabilityDrift.ReasonToSkip(policy.Scope, desired.TagMutability, description.TagMutability) is { } reason
            ? [.. all.Select(drift => Skip(drift, reason)).DistinctBy(static drift => drift.Setting)]
            : all;
    }

    private static IEnumerable<SettingDrift> Differences(
        DesiredSettings desired,
        ReconcilePolicy policy,
        ObservedRepository observed,
        RepositoryDescription description)
    {
        if (desired.LifecyclePolicy is { } lifecycle
            && Read(Setting.LifecyclePolicy, observed.LifecyclePolicy, text => LifecyclePolicyDrift.Between(lifecycle, text, policy.LifecyclePolicy)) is { } first)
        {
            yield return first;
        }

        if (desired.TagMutability is { } mutability
            && TagMutabilityDrift.Between(mutability, description.TagMutability, policy.TagMutability) is { } second)
        {
            yield return second;
        }

        if (desired.RepositoryPolicy is { } repositoryPolicy
            && Read(Setting.RepositoryPolicy, observed.RepositoryPolicy, text => RepositoryPolicyDrift.Between(repositoryPolicy, text, policy.RepositoryPolicy)) is { } third)
        {
            yield return third;
        }

        if (desired.ResourceTags is { } tags)
        {
            foreach (var drift in observed.ResourceTags.Failure is { } failure
                ? [new SettingDrift.Unknown(Setting.ResourceTags, failure)]
                : ResourceTagsDrift.Between(tags, observed.ResourceTags.Value ?? [], policy.ResourceTags))
            {
                yield return drift;
            }
        }

        if (desired.ScanOnPush is { } scan && scan != description.ScanOnPush)
        {
            yield return new SettingDrift.Correctable(new RepositoryChange.PutScanOnPush(scan));
        }

        if (desired.Encryption is { } encryption && EncryptionDrift.Between(encryption, description.Encryption) is { } last)
        {
            yield return last;
        }
    }

    private static SettingDrift? Read(Setting setting, Reading<string> reading, Func<string?, SettingDrift?> compare) =>
        reading.Failure is { } failure ? new SettingDrift.Unknown(setting, failure) : compare(reading.Value);

    private static SettingDrift.Left Skip(SettingDrift drift, string reason) => drift is SettingDrift.Left { Outcome: ChangeOutcome.Conflict } conflict
        ? conflict
        : new SettingDrift.Left(drift.Setting, ChangeOutcome.Skipped, reason);

    private static IEnumerable<Setting> Wanted(DesiredSettings desired)
    {
        (Setting Setting, bool IsWanted)[] all =
        [
            (Setting.LifecyclePolicy, desired.LifecyclePolicy is not null),
            (Setting.TagMutability, desired.TagMutability is not null),
            (Setting.RepositoryPolicy, desired.RepositoryPolicy is not null),
            (Setting.ResourceTags, desired.ResourceTags is not null),
            (Setting.ScanOnPush, desired.ScanOnPush is not null),
            (Setting.Encryption, desired.Encryption is not null),
        ];
        return all.Where(static pair => pair.IsWanted).Select(static pair => pair.Setting);
    }
}
