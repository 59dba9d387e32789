using Berth.Extensions.Diagnostics;
using Berth.Extensions.Options;
using Berth.Repositories.State;
using Microsoft.Extensions.Options;
using ZiggyCreatures.Caching.Fusion;

namespace Berth.Extensions.StateCaching;

/// <summary>Remembers repositories in a cache of one or two levels. What is stale is kept for as long as an outage may last.</summary>
internal sealed class FusionRepositoryStateCache(StateCacheFactory cache, IOptions<BerthOptions> options, TimeProvider time) : IRepositoryStateCache
{
    private static readonly KeyValuePair<string, object?> Hit = new("result", "hit");
    private static readonly KeyValuePair<string, object?> Stale = new("result", "stale");
    private static readonly KeyValuePair<string, object?> Miss = new("result", "miss");

    private readonly StateCacheOptions options = options.Value.StateCache;

    // Memory keeps what is stale for outages, and so would hide what another replica has renewed in the second level.
    private readonly FusionCacheEntryOptions pastMemory = cache.Cache.CreateEntryOptions(static entry => entry.SkipMemoryCacheRead = true);

    public ValueTask<CachedRepositoryState?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var finding = cache.Cache.TryGetAsync<StateCacheEntry>(key.ToString(), token: cancellationToken);
        if (!finding.IsCompletedSuccessfully)
        {
            return AwaitAsync(finding, key, allowStale, cancellationToken);
        }

        var entry = finding.Result.GetValueOrDefault();
        return IsToRenew(entry, allowStale) ? RenewAsync(key, cancellationToken) : new(Answer(entry, allowStale));
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
        return IsToRenew(entry, allowStale) ? await RenewAsync(key, cancellationToken).ConfigureAwait(false) : Answer(entry, allowStale);
    }

    private async ValueTask<CachedRepositoryState?> RenewAsync(RepositoryKey key, CancellationToken cancellationToken) => Answer(
        (await cache.Cache.TryGetAsync<StateCacheEntry>(key.ToString(), pastMemory, cancellationToken).ConfigureAwait(false)).GetValueOrDefault(),
        allowStale: false);

    private bool IsToRenew(StateCacheEntry? entry, bool allowStale) => options.UseDistributedCache && !allowStale && IsStale(entry);

    private bool IsStale(StateCacheEntry? entry) => entry is not null && entry.Until <= time.GetUtcNow();

    private CachedRepositoryState? Answer(StateCacheEntry? entry, bool allowStale)
    {
        var isStale = IsStale(entry);
        var found = entry is not null && (allowStale || !isStale);
        BerthDiagnostics.StateCacheLookups.Add(1, !found ? Miss : isStale ? Stale : Hit);
        return found ? entry!.ToRepository() : null;
    }
}
