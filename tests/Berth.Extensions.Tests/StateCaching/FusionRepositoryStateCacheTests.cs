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
    private static readonly RepositoryKey Key = DeploymentTarget
        .Of(new EcrRegistry(EcrHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com")), "deployments")
        .KeyOf(RepositoryName.Parse("deployments/web"));

    private readonly FakeTimeProvider time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CachedRepositoryState Known => new()
    {
        Since = time.GetUtcNow(),
        Left = [new ChangeReport(SettingName.Parse("encryption"), ChangeOutcome.Conflict, "it cannot be changed")],
    };

    [Fact]
    public async Task Find_OfWhatWasRemembered_FindsItWithWhatWasLeft()
    {
        await using var provider = Provider();
        var knowledge = provider.GetRequiredService<IRepositoryStateCache>();
        var known = Known;
        await knowledge.StoreAsync(Key, known, Token);
        Assert.Equal(known, await knowledge.FindAsync(Key, allowStale: false, Token));
    }

    [Fact]
    public async Task Find_AfterItsTime_FindsItOnlyWhereStaleWillDo()
    {
        await using var provider = Provider();
        var knowledge = provider.GetRequiredService<IRepositoryStateCache>();
        await knowledge.StoreAsync(Key, Known, Token);
        time.Advance(TimeSpan.FromMinutes(13));
        Assert.Null(await knowledge.FindAsync(Key, allowStale: false, Token));
        Assert.NotNull(await knowledge.FindAsync(Key, allowStale: true, Token));
    }

    [Fact]
    public async Task Find_BeforeItsTime_IsNeverShortenedByJitter()
    {
        await using var provider = Provider();
        var knowledge = provider.GetRequiredService<IRepositoryStateCache>();
        await knowledge.StoreAsync(Key, Known, Token);
        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await knowledge.FindAsync(Key, allowStale: false, Token));
    }

    [Fact]
    public async Task Invalidate_StoredState_RemovesStaleStateToo()
    {
        await using var provider = Provider();
        var knowledge = provider.GetRequiredService<IRepositoryStateCache>();
        await knowledge.StoreAsync(Key, Known, Token);
        await knowledge.InvalidateAsync(Key, Token);
        Assert.Null(await knowledge.FindAsync(Key, allowStale: true, Token));
    }

    [Fact]
    public async Task Find_InAnotherReplica_FindsWhatTheSecondLevelHolds()
    {
        var shared = new MemoryDistributedCache(Microsoft.Extensions.Options.Options.Create(new MemoryDistributedCacheOptions()));
        await using var one = Provider(shared);
        await using var other = Provider(shared);
        var known = Known;
        await one.GetRequiredService<IRepositoryStateCache>().StoreAsync(Key, known, Token);
        var found = await other.GetRequiredService<IRepositoryStateCache>().FindAsync(Key, allowStale: false, Token);
        Assert.Equal(known, found);
    }

    [Fact]
    public async Task SecondLevel_ThatFails_IsNotFelt()
    {
        await using var provider = Provider(new BrokenCache());
        var knowledge = provider.GetRequiredService<IRepositoryStateCache>();
        Assert.Null(await knowledge.FindAsync(Key, allowStale: false, Token));
        await knowledge.StoreAsync(Key, Known, Token);
        Assert.NotNull(await knowledge.FindAsync(Key, allowStale: false, Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task SecondLevel_ThatNeverAnswers_IsNotWaitedFor()
    {
        var token = TestContext.Current.CancellationToken;
        await using var provider = Provider(new HangingCache());
        var knowledge = provider.GetRequiredService<IRepositoryStateCache>();
        Assert.Null(await knowledge.FindAsync(Key, allowStale: false, token));
        await knowledge.StoreAsync(Key, Known, token);
        Assert.NotNull(await knowledge.FindAsync(Key, allowStale: false, token));
        await knowledge.InvalidateAsync(Key, token);
        Assert.Null(await knowledge.FindAsync(Key, allowStale: true, token));
    }

    private ServiceProvider Provider(IDistributedCache? shared = null)
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
        });
        return services.BuildServiceProvider();
    }
}
