using Berth.Names;
using Berth.Registries;
using Berth.Repositories.Changes;
using Berth.Repositories.Settings;

namespace Berth.Repositories.Ensuring;

/// <summary>Makes sure that one repository exists, and removes as many differences from its desired settings as it can.</summary>
internal sealed class RepositoryEnsurer(
    IEcrRepositories repositories,
    DesiredSettings desired,
    ReconcilePolicy policy,
    ChangeRecorders recorders,
    TimeProvider time,
    SettingTable? table = null)
{
    private readonly SettingTable table = table ?? SettingTable.Default;

    /// <summary>Ensures the repository.</summary>
    /// <exception cref="RepositoryUnavailableException">It does not exist, or it did not become known whether it exists.</exception>
    public async Task<EnsuredRepository> EnsureAsync(RepositoryName name, ChangeCause cause, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(policy, time, cancellationToken);
        var journal = new ChangeJournal(recorders, time, repositories.Registry, name, cause);
        var observer = new RepositoryObserver(repositories, name, [.. table.Desired(desired)], deadline);
        try
        {
            var (created, observed) = await FindOrCreateAsync(name, observer, journal, deadline).ConfigureAwait(false);
            if (!created && policy.Scope == ReconcileScope.None)
            {
                return new EnsuredRepository(false, SettingsReport.NotApplicable);
            }

            var drifts = RepositoryDrift.Between(table, desired, policy, observed, created);
            var reports = await new Reconciler(repositories, name, policy, journal, deadline).RemoveAsync(drifts).ConfigureAwait(false);
            return new EnsuredRepository(created, SettingsReport.Of(created, reports));
        }
        catch (EcrException failure)
        {
            throw new RepositoryUnavailableException(name, failure);
        }
    }

    private async Task<(bool Created, ObservedRepository Observed)> FindOrCreateAsync(
        RepositoryName name, RepositoryObserver observer, ChangeJournal journal, Deadline deadline)
    {
        var withSettings = policy.Scope != ReconcileScope.None;
        if (await observer.ObserveAsync(withSettings).ConfigureAwait(false) is { } present)
        {
            return (false, present);
        }

        var creation = table.Creation(desired);
        try
        {
            return await CreateAsync(name, creation, observer, journal, deadline).ConfigureAwait(false);
        }
        catch (EcrException refusal) when (MayBeAboutSettings(refusal) && table.Reduce(creation) is not null)
        {
            try
            {
                return await CreateAsync(name, table.Reduce(creation)!, observer, journal, deadline).ConfigureAwait(false);
            }
            catch (EcrException)
            {
                // The settings were not the reason.
            }

            throw;
        }
    }

    private async Task<(bool Created, ObservedRepository Observed)> CreateAsync(
        RepositoryName name, RepositoryCreation creation, RepositoryObserver observer, ChangeJournal journal, Deadline deadline)
    {
        var withSettings = policy.Scope != ReconcileScope.None;
        try
        {
            var answer = await repositories.CreateRepositoryAsync(name, creation, deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
            if (answer is null)
            {
                return (false, await observer.ObserveExistingAsync(withSettings).ConfigureAwait(false));
            }

            if (!observer.IsAboutIt(answer.Description))
            {
                throw observer.AboutAnother("CreateRepository", answer.Description);
            }

            deadline.RepositoryIsKnown();
            await journal.AppliedAsync("CreateRepository", null, null, creation.ToString(), answer.Receipt).ConfigureAwait(false);
            return (true, ObservedRepository.Create(table.Desired(desired), creation, answer.Description));
        }
        catch (Exception failure) when (failure is EcrException or OperationCanceledException)
        {
            await journal.FailedAsync("CreateRepository", null, null, creation.ToString(), failure).ConfigureAwait(false);
            deadline.ThrowIfCallerCancelled();
            var error = failure as EcrException ?? OutOfTime(name, failure);
            if (ChangeJournal.IsRefusal(error) || deadline.IsOver)
            {
                throw error;
            }

            // The answer was lost, but perhaps not the call: the repository may exist.
            return (false, await LookAgainAsync(observer, withSettings).ConfigureAwait(false) ?? throw error);
        }
    }

    // A tag that the principal may not set, or a mode that the region does not offer, must not fail a deployment: what the reduced creation
    // leaves out is tried again as a change, and reported.
    private static bool MayBeAboutSettings(EcrException refusal) =>
        refusal is { Operation: "CreateRepository", Kind: EcrErrorKind.AccessDenied or EcrErrorKind.InvalidRequest or EcrErrorKind.QuotaExceeded };

    private static async Task<ObservedRepository?> LookAgainAsync(RepositoryObserver observer, bool withSettings)
    {
        try
        {
            return await observer.ObserveAsync(withSettings).ConfigureAwait(false);
        }
        catch (EcrException)
        {
            return null;
        }
    }

    private EcrException OutOfTime(RepositoryName name, Exception failure) => new(
        EcrErrorKind.Unreachable,
        $"CreateRepository for {name} in {repositories.Registry} had no answer within {policy.ExistenceTimeout.TotalSeconds} s; try again",
        failure)
    {
        Operation = "CreateRepository",
        Registry = repositories.Registry,
        Repository = name,
    };
}
