using Berth.Policies;
using Berth.Repositories.Changes;

namespace Berth.Repositories.Settings.AccessPolicy;

/// <summary>How the desired repository policy differs from what a repository has.</summary>
internal static class RepositoryPolicyDrift
{
    public static SettingDrift? Between(RepositoryPolicy desired, string? observedText, MergeMode mode)
    {
        if (observedText is null)
        {
            return Change(null, desired.ToString(), "set; the repository had none");
        }

        if (!RepositoryPolicy.TryParse(observedText, out var observed, out var reason))
        {
            return mode == MergeMode.Replace
                ? Change(observedText, desired.ToString(), "replaced a policy that cannot be read")
                : new SettingDrift.Left(
                    RepositoryPolicySetting.SettingName,
                    ChangeOutcome.Conflict,
                    $"the repository's policy cannot be read, so nothing is added to it: {reason}; correct it, or overwrite it by mode 'replace'");
        }

        return mode == MergeMode.Replace
            ? observed == desired ? null : Change(observedText, desired.ToString(), "replaced")
            : Merge(desired.Document, observed.Document, observedText);
    }

    private static SettingDrift? Merge(PolicyDocument desired, PolicyDocument observed, string observedText)
    {
        var statements = observed.Statements.ToList();
        var (added, replaced) = (0, 0);
        foreach (var statement in desired.Statements)
        {
            var namesake = statement.Sid is null ? -1 : statements.FindIndex(other => other.Sid == statement.Sid);
            if (statements.Exists(statement.MeansTheSameAs))
            {
                continue;
            }

            if (namesake < 0)
            {
                statements.Add(statement);
                added++;
                continue;
            }

            statements[namesake] = statement;
            replaced++;
        }

        // The later language understands everything of the earlier one. Where a document leaves it out, AWS has filled it in.
        var version = desired.Version is not null && string.CompareOrdinal(desired.Version, observed.Version) > 0 ? desired.Version : observed.Version;
        if (added + replaced == 0 && (observed.Version is null || version == observed.Version))
        {
            return null;
        }

        var united = observed.Write(statements, version);
        return united.Length > RepositoryPolicy.MaxLength
            ? new SettingDrift.Left(
                RepositoryPolicySetting.SettingName,
                ChangeOutcome.Conflict,
                $"with its {observed.Statements.Count} statements and those desired the policy would have {united.Length} characters, "
                + $"and ECR accepts {RepositoryPolicy.MaxLength}; shorten it, or replace it by mode 'replace'")
            : Change(observedText, united, $"{added} statements added, {replaced} replaced, {observed.Statements.Count - replaced} kept");
    }

    private static SettingDrift.Correctable Change(string? from, string to, string what) =>
        new(new SetRepositoryPolicy(from, to, what));
}
