using System.Globalization;
using Berth.Names;
using Berth.Registries;

namespace Berth.Repositories;

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
                SettingDrift.Unknown unknown => Report(unknown.Setting, "its state could not be read, so it is left as it is: ", unknown.Failure),
                SettingDrift.Correctable { Change: var change } => HeldBack(change, reports) ?? await ApplyAsync(change).ConfigureAwait(false),
                _ => throw new InvalidOperationException($"There is no such drift as {drift}."),
            });
        }

        return reports;
    }

    // Tags that become movable leave untagged images behind; without the rule that sweeps them they stay for good.
    private static ChangeReport? HeldBack(RepositoryChange change, List<ChangeReport> reports)
    {
        var opensTags = change is RepositoryChange.PutTagMutability
        {
            From.Mode: TagMutabilityMode.Immutable or TagMutabilityMode.ImmutableWithExclusion,
            To.Mode: not TagMutabilityMode.Immutable,
        };
        var sweeper = opensTags ? reports.Find(static report => report.Setting == Setting.LifecyclePolicy && report.Outcome != ChangeOutcome.Applied) : null;
        return sweeper is null
            ? null
            : new ChangeReport(
                change.Setting,
                sweeper.Outcome == ChangeOutcome.Conflict ? ChangeOutcome.Conflict : ChangeOutcome.Unfinished,
                "held back until the lifecycle policy, which sweeps what movable tags leave behind, is in place");
    }

    private async Task<ChangeReport> ApplyAsync(RepositoryChange change)
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

    private async Task<(CallReceipt? Receipt, EcrException? Failure, bool Lags)> CallAsync(RepositoryChange change)
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

    private ChangeReport Report(Setting setting, string prefix, Exception failure) => failure switch
    {
        OperationCanceledException => OutOfTime(setting),
        EcrException { Kind: EcrErrorKind.Unreachable } when deadline.IsOver => OutOfTime(setting),
        _ => new ChangeReport(setting, ChangeOutcome.Failed, prefix + failure.Message, failure as EcrException),
    };

    private ChangeReport OutOfTime(Setting setting) => new(
        setting,
        ChangeOutcome.Unfinished,
        string.Create(CultureInfo.InvariantCulture, $"the budget for settings, {policy.Budget.TotalSeconds:0.###} s, ended first; the next deployment goes on"));
}
