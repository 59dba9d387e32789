using Berth.Names;
using Berth.Registries;

namespace Berth.Repositories;

/// <summary>Makes sure that one repository exists, and brings it to its desired settings as far as that goes.</summary>
internal sealed class RepositoryEnsurer(IEcrRepositories repositories, DesiredSettings desired, ReconcilePolicy policy, IChangeRecorder recorder, TimeProvider time)
{
    /// <summary>Ensures the repository.</summary>
    /// <exception cref="RepositoryUnavailableException">There is none, or it did not become known that there is.</exception>
    public async Task<EnsuredRepository> EnsureAsync(RepositoryName name, ChangeCause cause, CancellationToken cancellationToken)
    {
        using var deadline = new Deadline(policy, time, cancellationToken);
        var journal = new ChangeJournal(recorder, time, repositories.Registry, name, cause);
        var observer = new RepositoryObserver(repositories, name, desired, deadline);
        try
        {
            var (created, observed) = await FindOrCreateAsync(name, observer, journal, deadline).ConfigureAwait(false);
            if (!created && policy.Scope == ReconcileScope.None)
            {
                return new EnsuredRepository(false, SettingsReport.NotApplicable);
            }

            var drifts = RepositoryDrift.Between(desired, policy, observed, created);
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

        var creation = new RepositoryCreation(
            desired.TagMutability ?? TagMutability.Mutable,
            desired.Encryption ?? Encryption.Aes256,
            desired.ScanOnPush,
            desired.ResourceTags?.List ?? []);
        try
        {
            return await CreateAsync(name, creation, observer, journal, deadline).ConfigureAwait(false);
        }
        catch (EcrException refusal) when (MayBeAboutSettings(refusal) && Bare(creation) is not null)
        {
            try
            {
                return await CreateAsync(name, Bare(creation)!, observer, journal, deadline).ConfigureAwait(false);
            }
            catch (EcrException)
            {
                // It was not the settings.
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
            await journal.AppliedAsync("CreateRepository", null, null, Text(creation), answer.Receipt).ConfigureAwait(false);
            return (true, ObservedRepository.Created(answer.Description, creation.Tags));
        }
        catch (Exception failure) when (failure is EcrException or OperationCanceledException)
        {
            await journal.FailedAsync("CreateRepository", null, null, Text(creation), failure).ConfigureAwait(false);
            deadline.ThrowIfCallerCancelled();
            var error = failure as EcrException ?? OutOfTime(name, failure);
            if (ChangeJournal.IsRefusal(error) || deadline.IsOver)
            {
                throw error;
            }

            // The answer was lost, perhaps not the call: the repository may be there.
            return (false, await LookAgainAsync(observer, withSettings).ConfigureAwait(false) ?? throw error);
        }
    }

    // No setting is worth a deployment: a tag that the principal may not set, or a mode that the region does not have. They are tried again as
    // changes, and reported. Encryption stays: it could never be made good.
    private static RepositoryCreation? Bare(RepositoryCreation creation)
    {
        var mutability = creation.TagMutability.Mode switch
        {
            TagMutabilityMode.ImmutableWithExclusion => TagMutability.Immutable,
            TagMutabilityMode.MutableWithExclusion => TagMutability.Mutable,
            _ => creation.TagMutability,
        };
        return creation.Tags.Count == 0 && creation.ScanOnPush is null && mutability == creation.TagMutability
            ? null
            : new RepositoryCreation(mutability, creation.Encryption, null, []);
    }

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

    private static string Text(RepositoryCreation creation) =>
        $"tag mutability {creation.TagMutability}, encryption {creation.Encryption.Type}, scan on push {creation.ScanOnPush?.ToString() ?? "not given"}, tags {ResourceTags.Write(creation.Tags)}";

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
