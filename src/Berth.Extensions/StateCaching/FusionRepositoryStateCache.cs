using Berth.Extensions.Options;
using Berth.Repositories.State;
using Microsoft.Extensions.Options;
using ZiggyCreatures.Caching.Fusion;

namespace Berth.Extensions.StateCaching;

/// <summary>Caches the state of repositories in one or two levels. Stale entries are kept for outages of ECR.</summary>
internal sealed class FusionRepositoryStateCache(StateCacheFactory cache, IOptions<BerthOptions> options, TimeProvider time) : IRepositoryStateCache
{
    private readonly StateCacheOptions options = options.Value.StateCache;

    // The memory level keeps stale entries for outages, and would hide an entry that another replica has renewed in the second level.
    private readonly FusionCacheEntryOptions skipMemory = cache.Cache.CreateEntryOptions(static entry => entry.SkipMemoryCacheRead = true);

    public ValueTask<CachedRepositoryState?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var finding = cache.Cache.TryGetAsync<StateCacheEntry>(key.ToString(), token: cancellationToken);
        if (!finding.IsCompletedSuccessfully)
        {
            return AwaitAsync(finding, key, allowStale, cancellationToken);
        }

        var entry = finding.Result.GetValueOrDefault();
        return MustReadSecondLevel(entry, allowStale) ? ReadSecondLevelAsync(key, cancellationToken) : new(Usable(entry, allowStale));
    }

    public ValueTask StoreAsync(RepositoryKey key, CachedRepositoryState repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(repository);
        var life = options.TimeToLive + (options.Jitter * Random.Shared.NextDouble());
        return cache.Cache.SetAsync(key.ToString(), StateCacheEntry.Of(repository, time.GetUtcNow() + life), token: cancellationToken);
    }

    public ValueTask InvalidateAsync(RepositoryKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return cache.Cache.RemoveAsync(key.ToString(), token: cancellationToken);
    }

    private async ValueTask<CachedRepositoryState?> AwaitAsync(
        ValueTask<MaybeValue<StateCacheEntry>> finding, RepositoryKey key, bool allowStale, CancellationToken cancellationToken)
    {
        var entry = (await finding.ConfigureAwait(false)).GetValueOrDefault();
        return MustReadSecondLevel(entry, allowStale) ? await ReadSecondLevelAsync(key, cancellationToken).ConfigureAwait(false) : Usable(entry, allowStale);
    }

    private async ValueTask<CachedRepositoryState?> ReadSecondLevelAsync(RepositoryKey key, CancellationToken cancellationToken) => Usable(
        (await cache.Cache.TryGetAsync<StateCacheEntry>(key.ToString(), skipMemory, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(),
        allowStale: false);

    private bool MustReadSecondLevel(StateCacheEntry? entry, bool allowStale) => options.UseDistributedCache && !allowStale && IsStale(entry);

    private bool IsStale(StateCacheEntry? entry) => entry is not null && entry.Until <= time.GetUtcNow();

    private CachedRepositoryState? Usable(StateCacheEntry? entry, bool allowStale) =>
        entry is not null && (allowStale || !IsStale(entry)) ? entry.ToRepository() : null;
}
