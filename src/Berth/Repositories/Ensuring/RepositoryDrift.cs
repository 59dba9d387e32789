using Berth.Repositories.Changes;
using Berth.Repositories.Settings;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Repositories.Ensuring;

/// <summary>Everything in which a repository differs from its desired settings, in the order in which the differences are removed.</summary>
internal static class RepositoryDrift
{
    public static IReadOnlyList<SettingDrift> Between(
        SettingTable table, DesiredSettings desired, ReconcilePolicy policy, ObservedRepository observed, bool created = false)
    {
        ISetting[] settings = [.. table.Desired(desired)];
        Exception? unknown = null;
        var skip = created ? null : ReasonToSkip(desired, policy, observed, out unknown);
        if (unknown is not null)
        {
            return [.. settings.Select(setting => new SettingDrift.Unknown(setting.Name, unknown))];
        }

        SettingDrift[] all = [.. settings.SelectMany(setting => SettingGuard.Compare(setting, desired, observed.Settings[setting.Name], policy))];
        return skip is null ? all : [.. all.Select(drift => Skip(drift, skip)).DistinctBy(static drift => drift.Setting)];
    }

    // The scope is a matter of the tag mutability that the repository has. Where that is not known, nothing is changed that an operator may have chosen.
    private static string? ReasonToSkip(DesiredSettings desired, ReconcilePolicy policy, ObservedRepository observed, out Exception? unknown)
    {
        unknown = null;
        if (policy.Scope == ReconcileScope.All || !observed.Settings.TryGetValue(TagMutabilitySetting.SettingName, out var reading))
        {
            return null;
        }

        unknown = reading.Failure;
        return reading.Value is TagMutability present ? TagMutabilitySetting.ReasonToSkip(policy.Scope, desired.TagMutability, present) : null;
    }

    private static SettingDrift.Left Skip(SettingDrift drift, string reason) => drift is SettingDrift.Left { Outcome: ChangeOutcome.Conflict } conflict
        ? conflict
        : new SettingDrift.Left(drift.Setting, ChangeOutcome.Skipped, reason);
}
