using System.Collections.Concurrent;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Berth.Repositories.State;

namespace Berth.Deployments;

/// <summary>Prepares deployments. One instance serves a whole process; it is safe for concurrent use.</summary>
public sealed class DeploymentPreparer : IDeploymentPreparer
{
    private readonly ConcurrentDictionary<DeploymentTarget, ProjectPlaces> places = new(ReferenceEqualityComparer.Instance);
    private readonly Flights<EnsuredRepository> flights = new();
    private readonly DeploymentTargets targets;
    private readonly IEcrRepositoriesFactory repositories;
    private readonly IRepositoryStateCache stateCache;
    private readonly IChangeRecorder recorder;
    private readonly TimeProvider time;
    private readonly Random random;

    /// <summary>Initializes a new instance of the <see cref="DeploymentPreparer"/> class.</summary>
    /// <param name="targets">The registries that deployments go to.</param>
    /// <param name="repositories">The way to the repositories of ECR registries.</param>
    /// <param name="stateCache">What is known of repositories; <see langword="null"/> to ask ECR each time.</param>
    /// <param name="recorder">Takes the record of every change; <see langword="null"/> for none.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="random">The source of short codes, safe for concurrent use; <see langword="null"/> for the shared one.</param>
    public DeploymentPreparer(
        DeploymentTargets targets,
        IEcrRepositoriesFactory repositories,
        IRepositoryStateCache? stateCache = null,
        IChangeRecorder? recorder = null,
        TimeProvider? time = null,
        Random? random = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(repositories);
        this.targets = targets;
        this.repositories = repositories;
        this.stateCache = stateCache is null ? NoRepositoryStateCache.Instance : new GuardedRepositoryStateCache(stateCache);
        this.recorder = recorder ?? NoChangeRecorder.Instance;
        this.time = time ?? TimeProvider.System;
        this.random = random ?? Random.Shared;
    }

    /// <inheritdoc/>
    public ValueTask<PreparedDeployment> PrepareAsync(DeploymentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var target = targets.Find(request.Registry) ?? throw NoTarget(request);
        var (place, tag) = DeploymentNaming.Name(request, target, places.GetOrAdd(target, static target => new ProjectPlaces(target)), time, random);
        if (target.Registry is not { } registry)
        {
            return new(Prepared(target, place, tag, SettingsReport.NotApplicable));
        }

        // No state machine on the way that nearly all deployments go.
        if (!request.Fresh)
        {
            var found = stateCache.FindAsync(place.Key, false, cancellationToken);
            if (!found.IsCompletedSuccessfully)
            {
                return FindOrEnsureAsync(found, target, registry, place, tag, cancellationToken);
            }

            if (found.Result is { } known)
            {
                return new(FromCache(target, place, tag, known));
            }
        }

        return EnsureAsync(target, registry, place, tag, request.Fresh, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask InvalidateAsync(ImageReference image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        foreach (var target in targets.All)
        {
            if (target.Registry is not null && target.Host == image.Registry)
            {
                await stateCache.InvalidateAsync(target.KeyOf(image.Repository), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static PreparedDeployment Prepared(DeploymentTarget target, ProjectPlace place, Tag tag, SettingsReport settings) => new()
    {
        Image = ImageReference.Of(target.Host, place.Repository, tag),
        CacheImage = place.CacheImage,
        IsEcr = target.Registry is not null,
        Settings = settings,
    };

    private static PreparedDeployment FromCache(
        DeploymentTarget target, ProjectPlace place, Tag tag, CachedRepositoryState known, EcrException? outage = null) => new()
    {
        Image = ImageReference.Of(target.Host, place.Repository, tag),
        CacheImage = place.CacheImage,
        IsEcr = true,
        IsFromCache = true,
        Outage = outage,
        Settings = target.Policy.Scope == ReconcileScope.None ? SettingsReport.NotApplicable : SettingsReport.Of(false, known.Left),
    };

    private async ValueTask<PreparedDeployment> FindOrEnsureAsync(
        ValueTask<CachedRepositoryState?> found, DeploymentTarget target, EcrRegistry registry, ProjectPlace place, Tag tag, CancellationToken cancellationToken) =>
        await found.ConfigureAwait(false) is { } known
            ? FromCache(target, place, tag, known)
            : await EnsureAsync(target, registry, place, tag, false, cancellationToken).ConfigureAwait(false);

    private async ValueTask<PreparedDeployment> EnsureAsync(
        DeploymentTarget target, EcrRegistry registry, ProjectPlace place, Tag tag, bool fresh, CancellationToken cancellationToken)
    {
        if (fresh)
        {
            await stateCache.InvalidateAsync(place.Key, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var (ensured, isFirst) = await flights.JoinAsync(
                place.Key.ToString(),
                token => EnsureAndRememberAsync(target, registry, place, tag, token),
                cancellationToken).ConfigureAwait(false);
            return Prepared(target, place, tag, isFirst ? ensured.Settings : AsSeenAfterwards(ensured.Settings)) with
            {
                RepositoryCreated = isFirst && ensured.Created,
            };
        }
        catch (RepositoryUnavailableException failure) when (failure.IsOutage)
        {
            if (await stateCache.FindAsync(place.Key, true, cancellationToken).ConfigureAwait(false) is { } known)
            {
                return FromCache(target, place, tag, known, failure.Error);
            }

            throw;
        }
    }

    private async Task<EnsuredRepository> EnsureAndRememberAsync(
        DeploymentTarget target, EcrRegistry registry, ProjectPlace place, Tag tag, CancellationToken cancellationToken)
    {
        var ensurer = new RepositoryEnsurer(repositories.For(registry), target.Desired, target.Policy, recorder, time);
        var cause = new ChangeCause(ChangeCauseKind.Deployment, tag.ToString());
        var ensured = await ensurer.EnsureAsync(place.Repository, cause, cancellationToken).ConfigureAwait(false);
        if (ensured.Settings.Outcome != SettingsOutcome.Incomplete)
        {
            var known = new CachedRepositoryState { Since = time.GetUtcNow(), Left = AsSeenAfterwards(ensured.Settings).Changes };
            await stateCache.StoreAsync(place.Key, known, cancellationToken).ConfigureAwait(false);
        }

        return ensured;
    }

    // Who comes right after finds what was done, and what was left.
    private static SettingsReport AsSeenAfterwards(SettingsReport settings) =>
        settings.Changes.Count == 0 && settings.Outcome is SettingsOutcome.Skipped
            ? settings
            : SettingsReport.Of(false, [.. settings.Changes.Where(static change => change.Outcome != ChangeOutcome.Applied)]);

    private InvalidInputException NoTarget(DeploymentRequest request)
    {
        var faults = DeploymentNaming.FindFaults(request, null, request.Version ?? "0", request.Environment?.ToLowerInvariant(), request.ShortCode ?? "0");
        var names = targets.Names.Count == 0 ? "none" : string.Join(", ", targets.Names);
        faults.Insert(0, request.Registry is null
            ? new Fault("registry", "no registry is named and there is no default one", $"name one of those configured: {names}")
            : new Fault("registry", $"no registry '{request.Registry}' is configured", $"name one of those configured: {names}; or none, for the default"));
        return new InvalidInputException(faults);
    }
}
