namespace Berth.Repositories.State;

/// <summary>Knows nothing: every preparation asks ECR. For processes that prepare once.</summary>
public sealed class NoRepositoryStateCache : IRepositoryStateCache
{
    private NoRepositoryStateCache()
    {
    }

    /// <summary>Gets the one instance.</summary>
    public static NoRepositoryStateCache Instance { get; } = new();

    /// <inheritdoc/>
    public ValueTask<CachedRepositoryState?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public ValueTask StoreAsync(RepositoryKey key, CachedRepositoryState repository, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public ValueTask InvalidateAsync(RepositoryKey key, CancellationToken cancellationToken) => default;
}
