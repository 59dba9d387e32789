using Berth.Deployments;
using Berth.Repositories;
using Berth.Repositories.Changes;

namespace Berth.Cli.Commands;

/// <summary>What people should know of a deployment that was prepared although not everything went as desired.</summary>
internal static class SettingsWarnings
{
    public static IEnumerable<string> Of(PreparedDeployment prepared)
    {
        if (prepared.Outage is { } outage)
        {
            yield return $"{prepared.Repository}: ECR could not be asked, older knowledge was used: {outage.Message}";
        }

        foreach (var change in prepared.Settings.Changes)
        {
            if (change.Outcome is ChangeOutcome.Failed or ChangeOutcome.Unfinished or ChangeOutcome.Conflict)
            {
                var call = change.Error is { } error
                    ? $" ({error.Operation} in {error.Registry.Region}{(error.Code is null ? string.Empty : $", {error.Code}")})"
                    : string.Empty;
                yield return $"{prepared.Repository}: {change.Setting} {PrepareOutput.Word(change.Outcome)}: {change.Detail}{call}";
            }
        }
    }
}
