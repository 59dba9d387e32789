using Berth.Deployments;
using Berth.Lifecycle.Model;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Berth.Repositories.State;
using Berth.Tests.Repositories;
using Berth.Verification;
using Berth.Verification.Verdicts;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Deployments;

public sealed class DeploymentStateCacheTests
{
    private static readonly DeploymentRequest Request = new() { Project = "app", Environment = "production", Version = "1", ShortCode = "x" };

    private readonly FakeEcr ecr = new();
    private readonly FakeTimeProvider time = new();
    private readonly MemoryRepositoryStateCache stateCache;
    private readonly DeploymentPreparer preparer;

    public DeploymentStateCacheTests()
    {
        stateCache = new MemoryRepositoryStateCache(time: time);
        preparer = Preparer(DeploymentTarget.Of(ecr.Registry, "deployments"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prepare_KnownRepository_CostsNoCall()
    {
        await preparer.PrepareAsync(Request, Token);
        ecr.Calls.Clear();

        var prepared = await preparer.PrepareAsync(Request, Token);

        Assert.Empty(ecr.Calls);
        Assert.True(prepared.IsFromCache);
        Assert.False(prepared.IsStale);
        Assert.Equal(SettingsReport.Unchanged, prepared.Settings);
    }

    [Fact]
    public async Task Prepare_SkippedRepository_IsKnownWithItsReasons()
    {
        ecr.Add("deployments/app");
        var first = await preparer.PrepareAsync(Request, Token);

        var second = await preparer.PrepareAsync(Request, Token);

        Assert.True(second.IsFromCache);
        Assert.Equal(first.Settings, second.Settings);
    }

    [Fact]
    public async Task Prepare_IncompleteSettings_AreNotKnown()
    {
        ecr.Before = (operation, _) => operation == "PutLifecyclePolicy" ? throw ecr.Failure(EcrErrorKind.AccessDenied, operation) : Task.CompletedTask;
        Assert.Equal(SettingsOutcome.Incomplete, (await preparer.PrepareAsync(Request, Token)).Settings.Outcome);
        ecr.Before = static (_, _) => Task.CompletedTask;

        var prepared = await preparer.PrepareAsync(Request, Token);

        Assert.Equal(SettingsOutcome.Updated, prepared.Settings.Outcome);
        Assert.Equal(LifecyclePolicy.Default.ToString(), ecr.Get("deployments/app").LifecyclePolicy);
    }

    [Fact]
    public async Task Prepare_OtherDesiredSettings_AreAnotherKey()
    {
        await preparer.PrepareAsync(Request, Token);
        var other = Preparer(DeploymentTarget.Of(ecr.Registry, "deployments", DesiredSettings.Default with { ScanOnPush = true }));

        var prepared = await other.PrepareAsync(Request, Token);

        Assert.Equal(SettingsOutcome.Updated, prepared.Settings.Outcome);
        Assert.True(ecr.Get("deployments/app").ScanOnPush);
    }

    [Fact]
    public async Task Prepare_Fresh_AsksEcrAgain()
    {
        await preparer.PrepareAsync(Request, Token);
        ecr.Repositories.Clear();

        var prepared = await preparer.PrepareAsync(Request with { Fresh = true }, Token);

        Assert.True(prepared.RepositoryCreated);
    }

    [Fact]
    public async Task Invalidate_AfterAFailedVerification_AsksEcrAgain()
    {
        var first = await preparer.PrepareAsync(Request, Token);
        ecr.Repositories.Clear();

        await preparer.InvalidateAsync(first.Image, Token);

        Assert.True((await preparer.PrepareAsync(Request, Token)).RepositoryCreated);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_OfAnImage_ForgetsItsRepositoryIfItIsMissing(bool isMissing)
    {
        var image = (await preparer.PrepareAsync(Request, Token)).Image;
        ecr.Calls.Clear();
        ImageVerdict verdict = isMissing
            ? new ImageMissing(image, new Absence(AbsenceKind.Repository, "gone"))
            : new ImageUnknown(image, new SourceFault(SourceFaultKind.Unavailable, "gone"));
        var verifier = new InvalidatingImageVerifier(new FixedVerifier(verdict), preparer);

        Assert.Same(verdict, await verifier.VerifyAsync(image, cancellationToken: Token));

        Assert.Equal(!isMissing, (await preparer.PrepareAsync(Request, Token)).IsFromCache);
    }

    [Theory]
    [InlineData(EcrErrorKind.Throttled, true)]
    [InlineData(EcrErrorKind.Unavailable, true)]
    [InlineData(EcrErrorKind.Unreachable, true)]
    [InlineData(EcrErrorKind.UnusableAnswer, true)]
    [InlineData(EcrErrorKind.Unknown, true)]
    [InlineData(EcrErrorKind.AccessDenied, false)]
    [InlineData(EcrErrorKind.InvalidCredentials, false)]
    [InlineData(EcrErrorKind.InvalidRequest, false)]
    public async Task Prepare_OutageAfterTimeToLive_UsesStaleState(EcrErrorKind kind, bool carried)
    {
        await preparer.PrepareAsync(Request, Token);
        time.Advance(TimeSpan.FromHours(1));
        ecr.Before = (operation, _) => throw ecr.Failure(kind, operation);

        if (!carried)
        {
            Assert.Equal(kind, (await Assert.ThrowsAsync<RepositoryUnavailableException>(async () => await preparer.PrepareAsync(Request, Token))).Kind);
            return;
        }

        var prepared = await preparer.PrepareAsync(Request, Token);
        Assert.True(prepared.IsStale);
        Assert.Equal(kind, prepared.Outage!.Kind);
    }

    [Fact]
    public async Task Prepare_OutageLongAfter_FailsAndSaysWhy()
    {
        await preparer.PrepareAsync(Request, Token);
        time.Advance(TimeSpan.FromHours(25));
        ecr.Before = (operation, _) => throw ecr.Failure(EcrErrorKind.Unavailable, operation);

        var failure = await Assert.ThrowsAsync<RepositoryUnavailableException>(async () => await preparer.PrepareAsync(Request, Token));

        Assert.Contains("deployments/app", failure.Message, StringComparison.Ordinal);
        Assert.Equal("DescribeRepositories", failure.Error.Operation);
    }

    [Fact]
    public async Task Prepare_RepositoryThatIsMissing_DoesNotUseStaleState()
    {
        await preparer.PrepareAsync(Request, Token);
        time.Advance(TimeSpan.FromHours(1));
        ecr.Repositories.Clear();
        ecr.Before = (operation, _) => operation == "CreateRepository" ? throw ecr.Failure(EcrErrorKind.Unavailable, operation) : Task.CompletedTask;

        await Assert.ThrowsAsync<RepositoryUnavailableException>(async () => await preparer.PrepareAsync(Request, Token));
    }

    [Fact]
    public async Task Prepare_BrokenStateCache_AsksEcr()
    {
        var broken = new DeploymentPreparer(new DeploymentTargets(DeploymentTarget.Of(ecr.Registry, "deployments")), ecr, new BrokenStateCache(), time: time);

        Assert.True((await broken.PrepareAsync(Request, Token)).RepositoryCreated);
        Assert.False((await broken.PrepareAsync(Request with { Fresh = true }, Token)).RepositoryCreated);
    }

    private DeploymentPreparer Preparer(DeploymentTarget target) => new(new DeploymentTargets(target), ecr, stateCache, time: time);

    private sealed class FixedVerifier(ImageVerdict verdict) : IImageVerifier
    {
        public Task<ImageVerdict> VerifyAsync(ImageReference image, ImageExpectations? expectations, CancellationToken cancellationToken) =>
            Task.FromResult(verdict);
    }

    private sealed class BrokenStateCache : IRepositoryStateCache
    {
        public async ValueTask<CachedRepositoryState?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("broken");
        }

        public ValueTask StoreAsync(RepositoryKey key, CachedRepositoryState repository, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");

        public ValueTask InvalidateAsync(RepositoryKey key, CancellationToken cancellationToken) => throw new InvalidOperationException("broken");
    }
}
