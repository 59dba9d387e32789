using Berth.Repositories.State;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Repositories;

public sealed class MemoryRepositoryStateCacheTests
{
    private static readonly CachedRepositoryState Known = new() { Since = DateTimeOffset.UnixEpoch };

    private readonly FakeTimeProvider time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_OverTime_ReturnsFreshEntry_ThenStaleEntry_ThenNull()
    {
        var stateCache = new MemoryRepositoryStateCache(
            new() { TimeToLive = TimeSpan.FromMinutes(10), Jitter = TimeSpan.Zero, StaleFor = TimeSpan.FromHours(1) }, time);
        var key = new RepositoryKey("a");
        await stateCache.StoreAsync(key, Known, Token);

        time.Advance(TimeSpan.FromMinutes(9.9));
        Assert.Equal(Known, await stateCache.FindAsync(key, false, Token));
        time.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Null(await stateCache.FindAsync(key, false, Token));
        Assert.Equal(Known, await stateCache.FindAsync(key, true, Token));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await stateCache.FindAsync(key, true, Token));
    }

    [Fact]
    public async Task Store_WithJitter_ExpiresEntriesAtDifferentTimes()
    {
        var stateCache = new MemoryRepositoryStateCache(new() { TimeToLive = TimeSpan.FromMinutes(10), Jitter = TimeSpan.FromMinutes(10) }, time, new Random(1));
        var keys = Enumerable.Range(0, 200).Select(number => new RepositoryKey($"{number}")).ToArray();
        foreach (var key in keys)
        {
            await stateCache.StoreAsync(key, Known, Token);
        }

        time.Advance(TimeSpan.FromMinutes(5));
        var left = 0;
        foreach (var key in keys)
        {
            left += await stateCache.FindAsync(key, false, Token) is null ? 0 : 1;
        }

        Assert.InRange(left, 50, 150);
    }

    [Fact]
    public async Task Store_BeyondCapacity_EvictsTheOldest()
    {
        var stateCache = new MemoryRepositoryStateCache(new() { Capacity = 10, Jitter = TimeSpan.Zero }, time);
        for (var number = 0; number < 100; number++)
        {
            await stateCache.StoreAsync(new RepositoryKey($"{number}"), Known, Token);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(await stateCache.FindAsync(new RepositoryKey("0"), true, Token));
        Assert.NotNull(await stateCache.FindAsync(new RepositoryKey("99"), false, Token));
    }

    [Fact]
    public async Task Invalidate_CachedEntry_RemovesTheStaleEntryToo()
    {
        var stateCache = new MemoryRepositoryStateCache(time: time);
        await stateCache.StoreAsync(new RepositoryKey("a"), Known, Token);

        await stateCache.InvalidateAsync(new RepositoryKey("a"), Token);

        Assert.Null(await stateCache.FindAsync(new RepositoryKey("a"), true, Token));
    }
}
