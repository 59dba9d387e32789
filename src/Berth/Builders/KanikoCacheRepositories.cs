using Berth.Deployments;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Builders;

/// <summary>Ensures the repositories of kaniko's layer cache: they have mutable tags, and their images expire when kaniko no longer uses them.</summary>
/// <param name="repositories">The factory of the clients of ECR registries.</param>
/// <param name="time">The clock; <see langword="null"/> for the system's.</param>
internal sealed class KanikoCacheRepositories(IEcrRepositoriesFactory repositories, TimeProvider? time = null)
{
    // A build without a cache is better than a deployment that waits longer.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    /// <summary>Gets the settings of a cache repository: those of the target, except for tag mutability and lifecycle policy.</summary>
    public static DesiredSettings SettingsFor(DesiredSettings images) => images with
    {
        TagMutability = TagMutability.Mutable,
        LifecyclePolicy = KanikoCache.LifecyclePolicy,
    };

    /// <summary>Ensures the cache repository of a prepared deployment. In a registry that is not ECR no call is made.</summary>
    /// <param name="target">The target that the deployment was prepared for.</param>
    /// <param name="prepared">The deployment.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The cache repository, or why the build must run without it. A failed call does not throw.</returns>
    public async Task<KanikoCacheResult> EnsureAsync(DeploymentTarget target, PreparedDeployment prepared, CancellationToken cancellationToken)
    {
        if (KanikoCache.RepositoryOf(prepared.Repository) is not { } cache)
        {
            return new KanikoCacheResult(null, SettingsReport.NotApplicable, null);
        }

        if (target.Registry is not { } registry)
        {
            return new KanikoCacheResult(cache, SettingsReport.NotApplicable, null);
        }

        var policy = target.Policy.ExistenceTimeout > MaxWait ? target.Policy with { ExistenceTimeout = MaxWait } : target.Policy;
        var ensurer = new RepositoryEnsurer(
            repositories.For(registry), SettingsFor(target.Desired), policy, ChangeRecorders.None, time ?? TimeProvider.System);
        try
        {
            var cause = new ChangeCause(ChangeCauseKind.Deployment, prepared.Tag.ToString());
            var ensured = await ensurer.EnsureAsync(cache, cause, cancellationToken).ConfigureAwait(false);
            return new KanikoCacheResult(cache, ensured.Settings, null);
        }
        catch (RepositoryUnavailableException failure)
        {
            return new KanikoCacheResult(null, SettingsReport.NotApplicable, failure.Error);
        }
    }
}
