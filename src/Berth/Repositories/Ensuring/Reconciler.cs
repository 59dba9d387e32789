using System.Globalization;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories.Changes;
using Berth.Repositories.Settings;

namespace Berth.Repositories.Ensuring;

/// <summary>Removes the differences of one repository, each by its own call, as long as the deadline allows.</summary>
internal sealed class Reconciler(IEcrRepositories repositories, RepositoryName name, ReconcilePolicy policy, ChangeJournal journal, Deadline deadline)
{
    public async Task<IReadOnlyList<ChangeReport>> RemoveAsync(IReadOnlyList<SettingDrift> drifts)
    {
        var reports = new List<ChangeReport>(drifts.Count);
        foreach (var drift in drifts)
        {
            deadline.ThrowIfCallerCancelled();
            reports.Add(drift switch
            {
                SettingDrift.Left left => new ChangeReport(left.Setting, left.Outcome, left.Reason),
                SettingDrift.Unknown unknown => Report(unknown.Setting, "it could not be read and compared, so it is left as it is: ", unknown.Failure),
                SettingDrift.Correctable { Change: var change } => HoldBack(change, reports) ?? await ApplyAsync(change).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"Unknown drift {drift}."),
            });
        }

        return reports;
    }

    private static ChangeReport? HoldBack(SettingChange change, List<ChangeReport> reports)
    {
        if (change.Prerequisite is not { } prerequisite
            || reports.Find(report => report.Setting == prerequisite.Setting && report.Outcome != ChangeOutcome.Applied) is not { } open)
        {
            return null;
        }

        return new ChangeReport(
            change.Setting,
            open.Outcome == ChangeOutcome.Conflict ? ChangeOutcome.Conflict : ChangeOutcome.Unfinished,
            $"held back until {prerequisite.Reason}");
    }

    private async Task<ChangeReport> ApplyAsync(SettingChange change)
    {
        if (deadline.IsOver)
        {
            return OutOfTime(change.Setting);
        }

        try
        {
            var receipt = await Lag.RetryAsync(() => CallAsync(change), static result => result.Lags, deadline).ConfigureAwait(false);
            if (receipt.Failure is not null)
            {
                throw receipt.Failure;
            }

            await journal.AppliedAsync(change.Operation, change.Setting, change.Before, change.After, receipt.Receipt!).ConfigureAwait(false);
            return new ChangeReport(change.Setting, ChangeOutcome.Applied, change.Detail);
        }
        catch (Exception failure)
        {
            await journal.FailedAsync(change.Operation, change.Setting, change.Before, change.After, failure).ConfigureAwait(false);
            deadline.ThrowIfCallerCancelled();
            return Report(change.Setting, string.Empty, failure);
        }
    }

    private async Task<(CallReceipt? Receipt, EcrException? Failure, bool Lags)> CallAsync(SettingChange change)
    {
        try
        {
            var receipt = await change.ApplyAsync(repositories, name, deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
            return (receipt, null, false);
        }
        catch (EcrException failure) when (failure.Kind == EcrErrorKind.RepositoryNotFound)
        {
            return (null, failure, true);
        }
    }

    private ChangeReport Report(SettingName setting, string prefix, Exception failure) => failure switch
    {
        OperationCanceledException => OutOfTime(setting),
        EcrException { Kind: EcrErrorKind.Unreachable } when deadline.IsOver => OutOfTime(setting),
        _ => new ChangeReport(setting, ChangeOutcome.Failed, prefix + failure.Message, failure as EcrException),
    };

    private ChangeReport OutOfTime(SettingName setting) => new(
        setting,
        ChangeOutcome.Unfinished,
        string.Create(CultureInfo.InvariantCulture, $"the budget for settings, {policy.Budget.TotalSeconds:0.###} s, ended first; the next deployment continues"));
}
