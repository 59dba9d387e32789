namespace Berth.Repositories.State;

/// <summary>Keeps the troubles of a knowledge store away from deployments: what fails is not known.</summary>
internal sealed class GuardedRepositoryStateCache(IRepositoryStateCache inner) : IRepositoryStateCache
{
    public ValueTask<CachedRepositoryState?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken)
    {
        try
        {
            var found = inner.FindAsync(key, allowStale, cancellationToken);
            return found.IsCompletedSuccessfully ? found : AwaitAsync(found, cancellationToken);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return default;
        }
    }

    public async ValueTask StoreAsync(RepositoryKey key, CachedRepositoryState repository, CancellationToken cancellationToken)
    {
        try
        {
            await inner.StoreAsync(key, repository, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The next preparation asks ECR again.
        }
    }

    public async ValueTask InvalidateAsync(RepositoryKey key, CancellationToken cancellationToken)
    {
        try
        {
            await inner.InvalidateAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // What is remembered ends by itself.
        }
    }

    private static async ValueTask<CachedRepositoryState?> AwaitAsync(ValueTask<CachedRepositoryState?> found, CancellationToken cancellationToken)
    {
        try
        {
            return await found.ConfigureAwait(false);
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
