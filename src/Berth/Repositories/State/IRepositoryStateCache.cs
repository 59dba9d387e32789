namespace Berth.Repositories.State;

/// <summary>
/// The port to what is known of repositories. A repository that is known costs no call. Nothing that an implementation throws fails a
/// deployment: it is then asked of ECR.
/// </summary>
public interface IRepositoryStateCache
{
    /// <summary>Finds what is known.</summary>
    /// <param name="key">The repository and the settings desired of it.</param>
    /// <param name="allowStale">Whether an expired entry may be returned, because ECR cannot be reached.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>What is known, or <see langword="null"/>.</returns>
    ValueTask<CachedRepositoryState?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken);

    /// <summary>Remembers a repository.</summary>
    /// <param name="key">The repository and the settings desired of it.</param>
    /// <param name="repository">What is known of it.</param>
    /// <param name="cancellationToken">Cancels the remembering.</param>
    /// <returns>A task that ends when it is remembered.</returns>
    ValueTask StoreAsync(RepositoryKey key, CachedRepositoryState repository, CancellationToken cancellationToken);

    /// <summary>Removes the entry of a repository, expired or not.</summary>
    /// <param name="key">The repository and the settings desired of it.</param>
    /// <param name="cancellationToken">Cancels the forgetting.</param>
    /// <returns>A task that completes when the entry is removed.</returns>
    ValueTask InvalidateAsync(RepositoryKey key, CancellationToken cancellationToken);
}
