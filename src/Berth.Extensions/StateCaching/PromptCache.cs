using Microsoft.Extensions.Caching.Distributed;

namespace Berth.Extensions.StateCaching;

/// <summary>
/// Limits the time of every call to a second level. FusionCache limits its reads, but waits for its writes and removals as long as the client
/// does: at least five seconds if Redis is not reachable, and the deployment would wait.
/// </summary>
internal sealed class PromptCache(IDistributedCache inner, TimeSpan limit) : IDistributedCache
{
    public byte[]? Get(string key) => inner.Get(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Limit(inner.GetAsync(key, token), token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => inner.Set(key, value, options);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        Limit(inner.SetAsync(key, value, options, token), token);

    public void Refresh(string key) => inner.Refresh(key);

    public Task RefreshAsync(string key, CancellationToken token = default) => Limit(inner.RefreshAsync(key, token), token);

    public void Remove(string key) => inner.Remove(key);

    public Task RemoveAsync(string key, CancellationToken token = default) => Limit(inner.RemoveAsync(key, token), token);

    // The system clock, as for the limits of FusionCache: the host may have registered an adjustable clock.
    private Task Limit(Task call, CancellationToken token) => call.WaitAsync(limit, TimeProvider.System, token);

    private Task<T> Limit<T>(Task<T> call, CancellationToken token) => call.WaitAsync(limit, TimeProvider.System, token);
}
