using Berth.Concurrency;

namespace Berth.Tests.Concurrency;

public sealed class BoundedCacheTests
{
    [Fact]
    public void GetOrAdd_PastTheCapacity_RemovesTheLeastRecentlyUsed()
    {
        var evicted = new List<string>();
        var cache = new BoundedCache<int, string>(2, key => $"{key}", evicted.Add);
        var one = cache.GetOrAdd(1);
        cache.GetOrAdd(2);
        Assert.Same(one, cache.GetOrAdd(1));

        cache.GetOrAdd(3);

        Assert.Equal(["2"], evicted);
        Assert.Equal(2, cache.Count);
        Assert.True(cache.TryGet(1, out _));
        Assert.False(cache.TryGet(2, out _));
    }

    [Fact]
    public void Clear_ReturnsAllValues()
    {
        var cache = new BoundedCache<int, string>(2, key => $"{key}");
        cache.GetOrAdd(1);
        cache.GetOrAdd(2);

        Assert.Equal(["2", "1"], cache.Clear());
        Assert.Equal(0, cache.Count);
    }
}
