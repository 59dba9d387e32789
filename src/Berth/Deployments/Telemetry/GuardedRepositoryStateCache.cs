using Berth.Repositories.State;

namespace Berth.Deployments.Telemetry;

/// <summary>
/// Reports the lookups in a state cache to the listener, and turns the exceptions of the cache into misses: a failing cache must not fail a deployment.
/// </summary>
internal sealed class GuardedRepositoryStateCache(IRepositoryStateCache inner, BerthListener? listener) : IRepositoryStateCache
{
    public ValueTask<CachedRepositoryState?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken)
    {
        ValueTask<CachedRepositoryState?> finding;
        try
        {
            finding = inner.FindAsync(key, allowStale, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(Fail(exception, allowStale));
        }

        // An entry in memory is found without an async state machine.
        return finding.IsCompletedSuccessfully ? new(Report(finding.Result, allowStale)) : AwaitAsync(finding, allowStale, cancellationToken);
    }

    public async ValueTask StoreAsync(RepositoryKey key, CachedRepositoryState repository, CancellationToken cancellationToken)
    {
        try
        {
            await inner.StoreAsync(key, repository, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The next preparation calls ECR again.
            listener?.CacheFailed(inner.GetType(), nameof(StoreAsync), exception);
        }
    }

    public async ValueTask InvalidateAsync(RepositoryKey key, CancellationToken cancellationToken)
    {
        try
        {
            await inner.InvalidateAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The entry ends with its time to live.
            listener?.CacheFailed(inner.GetType(), nameof(InvalidateAsync), exception);
        }
    }

    private async ValueTask<CachedRepositoryState?> AwaitAsync(
        ValueTask<CachedRepositoryState?> finding, bool allowStale, CancellationToken cancellationToken)
    {
        try
        {
            return Report(await finding.ConfigureAwait(false), allowStale);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Fail(exception, allowStale);
        }
    }

    private CachedRepositoryState? Report(CachedRepositoryState? found, bool allowStale)
    {
        listener?.CacheLookedUp(found is null ? CacheLookupResult.Miss : allowStale ? CacheLookupResult.Stale : CacheLookupResult.Hit);
        return found;
    }

    private CachedRepositoryState? Fail(Exception exception, bool allowStale)
    {
        listener?.CacheFailed(inner.GetType(), nameof(FindAsync), exception);
        return Report(null, allowStale);
    }
}
