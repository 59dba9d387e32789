using Amazon.Runtime;
using Berth.Aws;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Extensions.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Extensions.Tests.StateCaching;

/// <summary>Replicas of one service that share what they know of repositories through a real Redis.</summary>
public sealed class RedisTests : IAsyncLifetime
{
    // More than the time to live of ten minutes.
    private static readonly TimeSpan Over = TimeSpan.FromMinutes(13);

    private readonly FakeTimeProvider time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private RedisServer redis = null!;
    private BerthEmulator emulator = null!;
    private ServiceProvider one = null!;
    private ServiceProvider other = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        redis = await RedisServer.StartAsync(Token);
        emulator = await BerthEmulator.StartAsync(cancellationToken: Token);
        one = Replica(redis.Connection);
        other = Replica(redis.Connection);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in (IAsyncDisposable?[])[one, other, emulator, redis])
        {
            await (part?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    [Fact]
    public async Task Prepare_OfWhatAnotherReplicaPrepared_MakesNoCall()
    {
        Assert.True((await PrepareAsync(one)).RepositoryCreated);
        var calls = emulator.Calls.Total;
        var prepared = await PrepareAsync(other);
        Assert.True(prepared.IsFromCache);
        Assert.Equal(calls, emulator.Calls.Total);
    }

    [Fact]
    public async Task Prepare_WithOtherSettingsThanAnotherReplica_DoesNotUseItsCachedState()
    {
        await PrepareAsync(one);
        await using var changed = Replica(redis.Connection, settings => settings.ScanOnPush = true);
        Assert.False((await PrepareAsync(changed)).IsFromCache);
    }

    [Fact]
    public async Task Prepare_WhenItsTimeIsOver_FindsWhatAnotherReplicaRenewed()
    {
        await PrepareAsync(one);
        await PrepareAsync(other);
        time.Advance(Over);
        Assert.False((await PrepareAsync(one)).IsFromCache);
        var calls = emulator.Calls.Total;
        Assert.True((await PrepareAsync(other)).IsFromCache);
        Assert.Equal(calls, emulator.Calls.Total);

        // What it found there it has in memory now.
        await redis.KillAsync();
        Assert.True((await PrepareAsync(other)).IsFromCache);
        Assert.Equal(calls, emulator.Calls.Total);
    }

    [Fact]
    public async Task Forget_InOneReplica_IsSeenByAnotherThatHasNotAsked()
    {
        var prepared = await PrepareAsync(one);
        await one.GetRequiredService<IDeploymentPreparer>().InvalidateAsync(prepared.Image, Token);
        Assert.False((await PrepareAsync(other)).IsFromCache);
    }

    [Fact]
    public async Task Forget_InOneReplica_IsSeenByAnotherThatKnowsOnceItsTimeIsOver()
    {
        var prepared = await PrepareAsync(one);
        await PrepareAsync(other);
        await one.GetRequiredService<IDeploymentPreparer>().InvalidateAsync(prepared.Image, Token);
        Assert.True((await PrepareAsync(other)).IsFromCache);
        time.Advance(Over);
        Assert.False((await PrepareAsync(other)).IsFromCache);
    }

    [Fact]
    public async Task Prepare_AfterRedisWasKilled_Succeeds()
    {
        var prepared = await PrepareAsync(one);
        await redis.KillAsync();
        Assert.True((await PrepareAsync(one)).IsFromCache);
        Assert.False((await PrepareAsync(other)).IsFromCache);
        Assert.True((await PrepareAsync(other)).IsFromCache);
        Assert.True((await PrepareAsync(other, "api")).RepositoryCreated);
        time.Advance(Over);
        Assert.False((await PrepareAsync(one)).IsFromCache);
        await one.GetRequiredService<IDeploymentPreparer>().InvalidateAsync(prepared.Image, Token);
        Assert.False((await PrepareAsync(one)).IsFromCache);
    }

    [Fact]
    public async Task Prepare_WithARedisThatIsNotThere_Succeeds()
    {
        await using var alone = Replica(RedisServer.Nowhere());
        Assert.True((await PrepareAsync(alone)).RepositoryCreated);
        Assert.True((await PrepareAsync(alone)).IsFromCache);
    }

    private static async Task<PreparedDeployment> PrepareAsync(ServiceProvider replica, string project = "web") =>
        await replica.GetRequiredService<IDeploymentPreparer>().PrepareAsync(
            new DeploymentRequest { Project = project, Environment = "Production", Version = "1", ShortCode = "x" }, Token);

    private ServiceProvider Replica(string connection, Action<SettingsOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(new EcrClientOptions { Credentials = new BasicAWSCredentials("any", "any") });
        services.AddBerth(options =>
        {
            options.Registry.Host = emulator.RegistryHost.ToString();
            options.Registry.Kind = RegistryKind.Ecr;
            options.Registry.Account = EmulatorOptions.DefaultAccount.ToString();
            options.Registry.Region = EmulatorOptions.DefaultRegion.ToString();
            options.Registry.Endpoint = emulator.Endpoint;
            configure?.Invoke(options.Registry.Settings);
        });

        // As docs/library.md shows it.
        services.AddStackExchangeRedisCache(redis => redis.Configuration = connection);
        services.AddBerth(options => options.StateCache.UseDistributedCache = true);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
