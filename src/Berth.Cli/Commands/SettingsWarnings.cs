using Berth.Deployments;
using Berth.Names;
using Berth.Repositories.Changes;

namespace Berth.Cli.Commands;

/// <summary>The warnings of a deployment that was prepared although some settings failed.</summary>
internal static class SettingsWarnings
{
    public static IEnumerable<string> Of(PreparedDeployment prepared)
    {
        if (prepared.Outage is { } outage)
        {
            yield return $"{prepared.Repository}: ECR could not be asked, and the cached state was used: {outage.Message}";
        }

        foreach (var warning in Of(prepared.Repository, prepared.Settings))
        {
            yield return warning;
        }
    }

    public static IEnumerable<string> Of(RepositoryName repository, SettingsReport settings)
    {
        foreach (var change in settings.Changes)
        {
            if (change.Outcome is ChangeOutcome.Failed or ChangeOutcome.Unfinished or ChangeOutcome.Conflict)
            {
                var call = change.Error is { } error
                    ? $" ({error.Operation} in {error.Registry.Region}{(error.Code is null ? string.Empty : $", {error.Code}")})"
                    : string.Empty;
                yield return $"{repository}: {change.Setting} {PrepareOutput.NameOf(change.Outcome)}: {change.Detail}{call}";
            }
        }
    }
}
