using Berth.Deployments;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.State;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Extensions.Tests.StateCaching;

public sealed class FusionRepositoryStateCacheTests
{
    private static readonly DeploymentTarget Target = DeploymentTarget
        .Of(new EcrRegistry(EcrHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com")), "deployments");

    private static readonly RepositoryKey Key = Target.KeyOf(RepositoryName.Parse("deployments/web"));

    private readonly FakeTimeProvider time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CachedRepositoryState State => new()
    {
        Since = time.GetUtcNow(),
        Left = [new ChangeReport(SettingName.Parse("encryption"), ChangeOutcome.Conflict, "it cannot be changed")],
    };

    [Fact]
    public async Task Find_StoredEntry_ReturnsItWithItsDifferences()
    {
        await using var provider = Provider();
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        var state = State;
        await cache.StoreAsync(Key, state, Token);
        Assert.Equal(state, await cache.FindAsync(Key, allowStale: false, Token));
    }

    [Fact]
    public async Task Find_StaleEntry_ReturnsItOnlyIfStaleIsAllowed()
    {
        await using var provider = Provider();
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        await cache.StoreAsync(Key, State, Token);
        time.Advance(TimeSpan.FromMinutes(13));
        Assert.Null(await cache.FindAsync(Key, allowStale: false, Token));
        Assert.NotNull(await cache.FindAsync(Key, allowStale: true, Token));
    }

    [Fact]
    public async Task Find_BeforeTheTimeToLive_ReturnsTheEntryWhateverTheJitter()
    {
        await using var provider = Provider();
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        await cache.StoreAsync(Key, State, Token);
        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await cache.FindAsync(Key, allowStale: false, Token));
    }

    [Fact]
    public async Task Invalidate_StoredState_RemovesStaleStateToo()
    {
        await using var provider = Provider();
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        await cache.StoreAsync(Key, State, Token);
        await cache.InvalidateAsync(Key, Token);
        Assert.Null(await cache.FindAsync(Key, allowStale: true, Token));
    }

    [Fact]
    public async Task Find_InAnotherReplica_ReturnsTheEntryOfTheSecondLevel()
    {
        var shared = new MemoryDistributedCache(Microsoft.Extensions.Options.Options.Create(new MemoryDistributedCacheOptions()));
        await using var one = Provider(shared);
        await using var other = Provider(shared);
        var state = State;
        await one.GetRequiredService<IRepositoryStateCache>().StoreAsync(Key, state, Token);
        var found = await other.GetRequiredService<IRepositoryStateCache>().FindAsync(Key, allowStale: false, Token);
        Assert.Equal(state, found);
    }

    [Fact]
    public async Task SecondLevel_Fails_MemoryIsUsed()
    {
        await using var provider = Provider(new BrokenCache());
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        Assert.Null(await cache.FindAsync(Key, allowStale: false, Token));
        await cache.StoreAsync(Key, State, Token);
        Assert.NotNull(await cache.FindAsync(Key, allowStale: false, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task SecondLevel_NeverResponds_MemoryIsUsed()
    {
        var token = TestContext.Current.CancellationToken;
        await using var provider = Provider(new HangingCache());
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        Assert.Null(await cache.FindAsync(Key, allowStale: false, token));
        await cache.StoreAsync(Key, State, token);
        Assert.NotNull(await cache.FindAsync(Key, allowStale: false, token));
        await cache.InvalidateAsync(Key, token);
        Assert.Null(await cache.FindAsync(Key, allowStale: true, token));
    }

    [Fact]
    public async Task Store_MoreEntriesThanTheCapacity_KeepsAtMostTheCapacity()
    {
        await using var provider = Provider(capacity: 1000);
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        for (var i = 0; i < 5000; i++)
        {
            await cache.StoreAsync(KeyOf(i), State, Token);
        }

        Assert.InRange(await CountAsync(cache, 5000), 1, 1000);
    }

    [Fact(Timeout = 60_000)]
    public async Task Store_AtTheCapacity_MakesRoomForANewEntry()
    {
        var token = TestContext.Current.CancellationToken;
        await using var provider = Provider(capacity: 1000);
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        for (var i = 0; i < 1000; i++)
        {
            await cache.StoreAsync(KeyOf(i), State, token);
        }

        // The cache removes old entries in the background and does not store new ones until then.
        while (await cache.FindAsync(Key, allowStale: false, token) is null)
        {
            await cache.StoreAsync(Key, State, token);
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Store_100000Repositories_KeepsAllOfThemByDefault()
    {
        await using var provider = Provider();
        var cache = provider.GetRequiredService<IRepositoryStateCache>();
        for (var i = 0; i < 100_000; i++)
        {
            await cache.StoreAsync(KeyOf(i), State, Token);
        }

        Assert.Equal(100_000, await CountAsync(cache, 100_000));
    }

    private static RepositoryKey KeyOf(int number) => Target.KeyOf(RepositoryName.Parse($"deployments/app-{number}"));

    private static async Task<int> CountAsync(IRepositoryStateCache cache, int last)
    {
        var count = 0;
        for (var i = 0; i < last; i++)
        {
            count += await cache.FindAsync(KeyOf(i), allowStale: false, Token) is null ? 0 : 1;
        }

        return count;
    }

    private ServiceProvider Provider(IDistributedCache? shared = null, int? capacity = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        if (shared is not null)
        {
            services.AddSingleton(shared);
        }

        services.AddBerth(options =>
        {
            options.Registry.Host = "ghcr.io";
            options.StateCache.UseDistributedCache = shared is not null;
            options.StateCache.Capacity = capacity ?? options.StateCache.Capacity;
        });
        return services.BuildServiceProvider();
    }
}
