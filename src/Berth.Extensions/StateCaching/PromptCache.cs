using Microsoft.Extensions.Caching.Distributed;

namespace Berth.Extensions.StateCaching;

/// <summary>
/// Puts a limit on every call to a second level. FusionCache limits what it reads, but waits for what it writes and removes as long as the
/// client does: with a Redis that is down that is at least five seconds, for which a deployment would wait.
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

    // By the system's clock, as FusionCache's own limits: what is waited for is the network, whatever the time of the host's clock.
    private Task Limit(Task call, CancellationToken token) => call.WaitAsync(limit, TimeProvider.System, token);

    private Task<T> Limit<T>(Task<T> call, CancellationToken token) => call.WaitAsync(limit, TimeProvider.System, token);
}
