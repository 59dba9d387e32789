using System.Collections.Concurrent;
using Berth.Concurrency;
using Berth.Deployments.Telemetry;
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
    private readonly Generations generations = new();
    private readonly SingleFlight<(string Key, long Generation), EnsuredRepository> runs;
    private readonly DeploymentTargets targets;
    private readonly IEcrRepositoriesFactory repositories;
    private readonly IRepositoryStateCache stateCache;
    private readonly ChangeRecorders recorders;
    private readonly ReportingPreparation? reporting;
    private readonly TimeProvider time;
    private readonly Random random;

    /// <summary>Initializes a new instance of the <see cref="DeploymentPreparer"/> class.</summary>
    /// <param name="targets">The registries that deployments go to.</param>
    /// <param name="repositories">Provides the repositories of ECR registries.</param>
    /// <param name="stateCache">Caches the state of repositories; <see langword="null"/> to call ECR each time.</param>
    /// <param name="recorder">Receives the record of every change; <see langword="null"/> for none.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="random">The source of short codes, safe for concurrent use; <see langword="null"/> for the shared one.</param>
    public DeploymentPreparer(
        DeploymentTargets targets,
        IEcrRepositoriesFactory repositories,
        IRepositoryStateCache? stateCache = null,
        IChangeRecorder? recorder = null,
        TimeProvider? time = null,
        Random? random = null)
        : this(targets, repositories, stateCache, recorder is null ? [] : [recorder], null, time, random)
    {
    }

    internal DeploymentPreparer(
        DeploymentTargets targets,
        IEcrRepositoriesFactory repositories,
        IRepositoryStateCache? stateCache,
        IReadOnlyList<IChangeRecorder> recorders,
        BerthListener? listener,
        TimeProvider? time,
        Random? random)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(repositories);
        this.targets = targets;
        this.time = time ?? TimeProvider.System;
        this.random = random ?? Random.Shared;
        this.repositories = listener is null ? repositories : new ReportingRepositoriesFactory(repositories, listener, this.time);
        this.stateCache = stateCache is null ? NoRepositoryStateCache.Instance : new GuardedRepositoryStateCache(stateCache, listener);
        this.recorders = new ChangeRecorders(recorders, listener, this.time);
        reporting = listener is null ? null : new ReportingPreparation(listener, this.time, PrepareRequestAsync);

        // The ensurer has its own deadline.
        runs = new(Timeout.InfiniteTimeSpan, this.time);
    }

    /// <inheritdoc/>
    public ValueTask<PreparedDeployment> PrepareAsync(DeploymentRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return reporting is null ? PrepareRequestAsync(request, cancellationToken) : reporting.PrepareAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask InvalidateAsync(ImageReference image, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        foreach (var target in targets.All)
        {
            if (target.Registry is not null && target.Host == image.Registry)
            {
                await InvalidateAsync(target.KeyOf(image.Repository), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static PreparedDeployment Prepared(DeploymentRequest request, DeploymentTarget target, ProjectPlace place, Tag tag, SettingsReport settings) => new()
    {
        Project = request.Project,
        Environment = request.Environment,
        Image = ImageReference.Of(target.Host, place.Repository, tag),
        CacheImage = place.CacheImage,
        IsEcr = target.Registry is not null,
        Settings = settings,
    };

    private static PreparedDeployment FromCache(
        DeploymentRequest request, DeploymentTarget target, ProjectPlace place, Tag tag, CachedRepositoryState known, EcrException? outage = null) => new()
    {
        Project = request.Project,
        Environment = request.Environment,
        Image = ImageReference.Of(target.Host, place.Repository, tag),
        CacheImage = place.CacheImage,
        IsEcr = true,
        IsFromCache = true,
        Outage = outage,
        Settings = target.Policy.Scope == ReconcileScope.None ? SettingsReport.NotApplicable : SettingsReport.Of(false, known.Left),
    };

    private ValueTask<PreparedDeployment> PrepareRequestAsync(DeploymentRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = targets.Find(request.Registry) ?? throw NoTarget(request);
        var (place, tag) = DeploymentNaming.Name(request, target, places.GetOrAdd(target, static target => new ProjectPlaces(target)), time, random);
        if (target.Registry is not { } registry)
        {
            return new(Prepared(request, target, place, tag, SettingsReport.NotApplicable));
        }

        // The cached case runs without an async state machine.
        if (!request.Fresh)
        {
            var found = stateCache.FindAsync(place.Key, false, cancellationToken);
            if (!found.IsCompletedSuccessfully)
            {
                return FindOrEnsureAsync(found, request, target, registry, place, tag, cancellationToken);
            }

            if (found.Result is { } known)
            {
                return new(FromCache(request, target, place, tag, known));
            }
        }

        return EnsureAsync(request, target, registry, place, tag, cancellationToken);
    }

    private async ValueTask<PreparedDeployment> FindOrEnsureAsync(
        ValueTask<CachedRepositoryState?> found, DeploymentRequest request, DeploymentTarget target, EcrRegistry registry, ProjectPlace place, Tag tag, CancellationToken cancellationToken) =>
        await found.ConfigureAwait(false) is { } known
            ? FromCache(request, target, place, tag, known)
            : await EnsureAsync(request, target, registry, place, tag, cancellationToken).ConfigureAwait(false);

    private async ValueTask<PreparedDeployment> EnsureAsync(
        DeploymentRequest request, DeploymentTarget target, EcrRegistry registry, ProjectPlace place, Tag tag, CancellationToken cancellationToken)
    {
        if (request.Fresh)
        {
            await InvalidateAsync(place.Key, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var generation = generations.Of(place.Key);
            var (ensured, isFirst) = await runs.RunAsync(
                (place.Key.ToString(), generation),
                token => EnsureAndStoreAsync(target, registry, place, tag, generation, token),
                cancellationToken).ConfigureAwait(false);
            return Prepared(request, target, place, tag, isFirst ? ensured.Settings : AsSeenAfterwards(ensured.Settings)) with
            {
                RepositoryCreated = isFirst && ensured.Created,
            };
        }
        catch (RepositoryUnavailableException failure) when (failure.IsOutage)
        {
            if (await stateCache.FindAsync(place.Key, true, cancellationToken).ConfigureAwait(false) is { } known)
            {
                return FromCache(request, target, place, tag, known, failure.Error);
            }

            throw;
        }
    }

    private async Task<EnsuredRepository> EnsureAndStoreAsync(
        DeploymentTarget target, EcrRegistry registry, ProjectPlace place, Tag tag, long generation, CancellationToken cancellationToken)
    {
        var ensurer = new RepositoryEnsurer(repositories.For(registry), target.Desired, target.Policy, recorders, time);
        var cause = new ChangeCause(ChangeCauseKind.Deployment, tag.ToString());
        var ensured = await ensurer.EnsureAsync(place.Repository, cause, cancellationToken).ConfigureAwait(false);
        if (ensured.Settings.Outcome != SettingsOutcome.Incomplete && generations.Of(place.Key) == generation)
        {
            var known = new CachedRepositoryState { Since = time.GetUtcNow(), Left = AsSeenAfterwards(ensured.Settings).Changes };
            await stateCache.StoreAsync(place.Key, known, cancellationToken).ConfigureAwait(false);
            if (generations.Of(place.Key) != generation)
            {
                // An invalidation came while the result was stored.
                await stateCache.InvalidateAsync(place.Key, cancellationToken).ConfigureAwait(false);
            }
        }

        return ensured;
    }

    private ValueTask InvalidateAsync(RepositoryKey key, CancellationToken cancellationToken)
    {
        generations.Advance(key);
        return stateCache.InvalidateAsync(key, cancellationToken);
    }

    // A concurrent caller finds the applied changes done, and the others left.
    private static SettingsReport AsSeenAfterwards(SettingsReport settings) =>
        settings.Changes.Count == 0 && settings.Outcome is SettingsOutcome.Skipped
            ? settings
            : SettingsReport.Of(false, [.. settings.Changes.Where(static change => change.Outcome != ChangeOutcome.Applied)]);

    private InvalidInputException NoTarget(DeploymentRequest request)
    {
        var faults = DeploymentNaming.FindFaults(request, null);
        var names = targets.Names.Count == 0 ? "none" : string.Join(", ", targets.Names);
        faults.Insert(0, request.Registry is null
            ? new Fault("registry", "no registry is named and there is no default one", $"name one of those configured: {names}")
            : new Fault("registry", $"no registry '{request.Registry}' is configured", $"name one of those configured: {names}; or none, for the default"));
        return new InvalidInputException(faults);
    }
}
