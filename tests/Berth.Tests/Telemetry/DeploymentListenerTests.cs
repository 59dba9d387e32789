using Berth.Deployments;
using Berth.Deployments.Telemetry;
using Berth.Registries;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Berth.Repositories.State;
using Berth.Tests.Repositories;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Telemetry;

public sealed class DeploymentListenerTests
{
    private static readonly DeploymentRequest Request = new() { Project = "app", Environment = "production", Version = "1", ShortCode = "x" };

    private readonly FakeEcr ecr = new();
    private readonly FakeTimeProvider time = new();
    private readonly RecordingListener listener = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prepare_NewRepository_ReportsEachCallChangeAndLookup()
    {
        var preparer = Preparer(listener, new MemoryRepositoryStateCache(time: time));

        await preparer.PrepareAsync(Request, Token);

        string[] expected =
        [
            "CreateRepository ended: ok", "CreateRepository started for deployments/app",
            "DescribeRepositories ended: ok", "DescribeRepositories started for deployments/app",
            "GetLifecyclePolicy ended: EcrException", "GetLifecyclePolicy started for deployments/app",
            "PutLifecyclePolicy ended: ok", "PutLifecyclePolicy started for deployments/app",
            "change: CreateRepository Applied", "change: PutLifecyclePolicy Applied",
            "lookup: Miss", "preparation ended: Created after 0 s",
        ];
        Assert.Equal(expected, listener.Events.Order(StringComparer.Ordinal));
        Assert.Equal("lookup: Miss", listener.Events.First());
        Assert.Equal("preparation ended: Created after 0 s", listener.Events.Last());
    }

    [Fact]
    public async Task Prepare_CachedRepository_ReportsAHitAndNoCall()
    {
        var preparer = Preparer(listener, new MemoryRepositoryStateCache(time: time));
        await preparer.PrepareAsync(Request, Token);
        listener.Events.Clear();

        await preparer.PrepareAsync(Request, Token);

        Assert.Equal(["lookup: Hit", "preparation ended: Unchanged after 0 s"], listener.Events);
    }

    [Fact]
    public async Task Prepare_DuringAnOutage_ReportsAStaleEntry()
    {
        var preparer = Preparer(listener, new MemoryRepositoryStateCache(time: time));
        await preparer.PrepareAsync(Request, Token);
        time.Advance(TimeSpan.FromMinutes(11));
        ecr.Before = (operation, _) => throw ecr.Failure(EcrErrorKind.Unavailable, operation);
        listener.Events.Clear();

        Assert.True((await preparer.PrepareAsync(Request, Token)).IsStale);

        Assert.Equal(["lookup: Miss", "lookup: Stale"], listener.Events.Where(static line => line.StartsWith("lookup", StringComparison.Ordinal)));
        Assert.Contains("DescribeRepositories ended: EcrException", listener.Events);
    }

    [Fact]
    public async Task Prepare_EndsWithAnException_ReportsIt()
    {
        var preparer = Preparer(listener);
        ecr.Before = (operation, _) => throw ecr.Failure(EcrErrorKind.AccessDenied, operation);

        await Assert.ThrowsAsync<RepositoryUnavailableException>(async () => await preparer.PrepareAsync(Request, Token));
        await Assert.ThrowsAsync<InvalidInputException>(async () => await preparer.PrepareAsync(Request with { Project = "A" }, Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await preparer.PrepareAsync(Request, new CancellationToken(true)));

        Assert.Equal(
            ["preparation failed: RepositoryUnavailableException", "preparation failed: InvalidInputException", "preparation failed: OperationCanceledException"],
            listener.Events.Where(static line => line.StartsWith("preparation", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Prepare_WithSeveralRecorders_PassesEachChangeToAllAndReportsTheFailedOnes()
    {
        var keeping = new KeepingRecorder();
        var preparer = Preparer(listener, null, new FailingRecorder(), new HangingRecorder(time), keeping);

        var prepared = await preparer.PrepareAsync(Request, Token);

        Assert.True(prepared.RepositoryCreated);
        Assert.Equal(["CreateRepository", "PutLifecyclePolicy"], keeping.Records.Select(static record => record.Operation));
        Assert.Equal(
            [
                "recorder failed: FailingRecorder CreateRepository InvalidOperationException",
                "recorder failed: FailingRecorder PutLifecyclePolicy InvalidOperationException",
                "recorder failed: HangingRecorder CreateRepository TimeoutException",
                "recorder failed: HangingRecorder PutLifecyclePolicy TimeoutException",
            ],
            listener.Events.Where(static line => line.StartsWith("recorder", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Prepare_WithAFailingCache_ReportsItAndCallsEcr()
    {
        var preparer = Preparer(listener, new FailingStateCache());

        Assert.True((await preparer.PrepareAsync(Request with { Fresh = true }, Token)).RepositoryCreated);
        Assert.False((await preparer.PrepareAsync(Request, Token)).IsFromCache);

        Assert.Equal(
            [
                "cache failed: FailingStateCache InvalidateAsync", "cache failed: FailingStateCache StoreAsync",
                "cache failed: FailingStateCache FindAsync", "lookup: Miss", "cache failed: FailingStateCache StoreAsync",
            ],
            listener.Events.Where(static line => line.StartsWith("cache", StringComparison.Ordinal) || line.StartsWith("lookup", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Prepare_WithAListenerThatThrows_Succeeds(bool isTracing)
    {
        var throwing = new ThrowingListener(isTracing);
        var preparer = Preparer(throwing, new MemoryRepositoryStateCache(time: time), new FailingRecorder());

        Assert.True((await preparer.PrepareAsync(Request, Token)).RepositoryCreated);
        Assert.True((await preparer.PrepareAsync(Request, Token)).IsFromCache);

        Assert.True(throwing.Events > 10);
        await Assert.ThrowsAsync<InvalidInputException>(async () => await preparer.PrepareAsync(Request with { Project = "A" }, Token));
    }

    private DeploymentPreparer Preparer(BerthListener events, IRepositoryStateCache? cache = null, params IChangeRecorder[] recorders) =>
        new(new DeploymentTargets(DeploymentTarget.Of(ecr.Registry, "deployments")), ecr, cache, recorders, events, time, null);

    private sealed class FailingStateCache : IRepositoryStateCache
    {
        public ValueTask<CachedRepositoryState?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the cache failed");

        public ValueTask StoreAsync(RepositoryKey key, CachedRepositoryState repository, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the cache failed");

        public ValueTask InvalidateAsync(RepositoryKey key, CancellationToken cancellationToken) =>
            ValueTask.FromException(new InvalidOperationException("the cache failed"));
    }
}
