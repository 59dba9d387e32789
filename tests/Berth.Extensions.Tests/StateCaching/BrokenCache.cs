using Microsoft.Extensions.Caching.Distributed;

namespace Berth.Extensions.Tests.StateCaching;

/// <summary>A second level that is down.</summary>
internal sealed class BrokenCache : IDistributedCache
{
    public byte[]? Get(string key) => throw new IOException("down");

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromException<byte[]?>(new IOException("down"));

    public void Refresh(string key) => throw new IOException("down");

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.FromException(new IOException("down"));

    public void Remove(string key) => throw new IOException("down");

    public Task RemoveAsync(string key, CancellationToken token = default) => Task.FromException(new IOException("down"));

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw new IOException("down");

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) =>
        Task.FromException(new IOException("down"));
}
