using Berth.Deployments;
using Berth.Lifecycle.Model;
using Berth.Names;
using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Settings.Mutability;
using Berth.Repositories.State;
using Berth.Tests.Repositories;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Deployments;

public sealed class DeploymentPreparerTests
{
    private static readonly DeploymentRequest Request = new()
    {
        Project = "proj_abc", Environment = "Production", Version = "20251203.1", ShortCode = "k3v9x0aq",
    };

    private readonly FakeEcr ecr = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2025, 12, 3, 14, 5, 6, TimeSpan.Zero));

    [Fact]
    public async Task Prepare_NewRepository_CreatesItWithItsSettings()
    {
        var prepared = await Preparer().PrepareAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal("123456789012.dkr.ecr.eu-central-1.amazonaws.com/deployments/proj_abc:20251203.1.production.k3v9x0aq", prepared.Image.ToString());
        Assert.Equal("123456789012.dkr.ecr.eu-central-1.amazonaws.com/deployments/proj_abc:cache", prepared.CacheImage.ToString());
        Assert.True(prepared.RepositoryCreated);
        Assert.Equal(SettingsOutcome.Created, prepared.Settings.Outcome);
        Assert.Equal(["DescribeRepositories", "GetLifecyclePolicy", "CreateRepository", "PutLifecyclePolicy"], ecr.Calls);
        var repository = ecr.Get("deployments/proj_abc");
        Assert.Equal(DesiredSettings.Default.TagMutability, repository.TagMutability);
        Assert.Equal(LifecyclePolicy.Default.ToString(), repository.LifecyclePolicy);
    }

    [Fact]
    public async Task Prepare_ConvergedRepository_ReadsOnceAndChangesNothing()
    {
        ecr.Add("deployments/proj_abc", DesiredSettings.Default.TagMutability, LifecyclePolicy.Default.ToString());

        var prepared = await Preparer().PrepareAsync(Request, TestContext.Current.CancellationToken);

        Assert.False(prepared.RepositoryCreated);
        Assert.Equal(SettingsReport.Unchanged, prepared.Settings);
        Assert.Equal(["DescribeRepositories", "GetLifecyclePolicy"], ecr.Calls);
    }

    [Fact]
    public async Task Prepare_ImmutableRepository_PutsLifecyclePolicyThenTagMutability()
    {
        ecr.Add("deployments/proj_abc", TagMutability.Immutable);

        var prepared = await Preparer().PrepareAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal(SettingsOutcome.Updated, prepared.Settings.Outcome);
        Assert.Equal(["PutLifecyclePolicy", "PutImageTagMutability"], ecr.Calls.Skip(2));
    }

    [Fact]
    public async Task Prepare_MutableRepository_IsSkippedWithAReason()
    {
        ecr.Add("deployments/proj_abc");

        var prepared = await Preparer().PrepareAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal(SettingsOutcome.Skipped, prepared.Settings.Outcome);
        Assert.All(prepared.Settings.Changes, change => Assert.Contains("reconcile 'all'", change.Detail, StringComparison.Ordinal));
        Assert.Equal(2, ecr.Calls.Count);
    }

    [Fact]
    public async Task Prepare_HostThatIsNotEcr_TouchesNothing()
    {
        var target = DeploymentTarget.Of(RegistryHost.Parse("ghcr.io"), "acme");

        var prepared = await Preparer(target).PrepareAsync(Request, TestContext.Current.CancellationToken);

        Assert.Equal("ghcr.io/acme/proj_abc:20251203.1.production.k3v9x0aq", prepared.Image.ToString());
        Assert.False(prepared.IsEcr);
        Assert.Empty(ecr.Calls);
    }

    [Fact]
    public async Task Prepare_WithoutVersionAndShortCode_TakesTheTimeAndEightRandomLetters()
    {
        var prepared = await Preparer().PrepareAsync(Request with { Version = null, ShortCode = null }, TestContext.Current.CancellationToken);

        Assert.Matches(@"^20251203\.140506\.production\.[a-z0-9]{8}$", prepared.Tag.ToString());
    }

    private DeploymentPreparer Preparer(DeploymentTarget? target = null, IRepositoryStateCache? stateCache = null) =>
        new(new DeploymentTargets(target ?? DeploymentTarget.Of(ecr.Registry, "deployments")), ecr, stateCache, time: time);
}
