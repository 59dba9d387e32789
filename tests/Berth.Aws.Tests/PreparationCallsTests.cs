using Amazon.Runtime;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Names;
using Berth.Registries;

namespace Berth.Aws.Tests;

/// <summary>What preparing costs on the wire, counted against an emulator in this process.</summary>
public sealed class PreparationCallsTests : IAsyncLifetime
{
    private BerthEmulator emulator = null!;
    private CountingHandler wire = null!;
    private EcrClientFactory clients = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        emulator = await BerthEmulator.StartAsync(cancellationToken: Cancellation);
        wire = new CountingHandler(emulator.CreateHandler());
        clients = new EcrClientFactory(new EcrClientOptions
        {
            HttpMessageHandler = wire,
            Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "caller-secret"),
        });
    }

    public async ValueTask DisposeAsync()
    {
        clients.Dispose();
        wire.Dispose();
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task HundredPreparations_ThroughARole_CallStsOnce()
    {
        var preparer = Preparer("arn:aws:iam::123456789012:role/deployer");

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => PrepareAsync(preparer, $"proj-{i}")));

        Assert.Single(wire.Calls, call => call == "sts");
    }

    [Fact]
    public async Task HundredPreparations_WithoutARole_NeverCallSts()
    {
        var preparer = Preparer(null);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => PrepareAsync(preparer, $"proj-{i}")));

        Assert.DoesNotContain("sts", wire.Calls);
    }

    [Fact]
    public async Task NewRepository_IsReadOnceBeforeItsFirstWrite()
    {
        Assert.True((await PrepareAsync(Preparer(null), "proj")).RepositoryCreated);

        Assert.InRange(wire.Calls.TakeWhile(call => call != "CreateRepository").Distinct().Count(), 1, 3);
        Assert.Single(wire.Calls, "CreateRepository");
        Assert.Single(wire.Calls, "PutLifecyclePolicy");
    }

    [Fact]
    public async Task ConvergedRepository_Cold_IsReadAndNotWritten()
    {
        await PrepareAsync(Preparer(null), "proj");
        wire.Reset();

        var prepared = await PrepareAsync(Preparer(null), "proj");

        Assert.False(prepared.RepositoryCreated);
        Assert.Equal(["DescribeRepositories", "GetLifecyclePolicy"], wire.Calls.Order());
    }

    private static Task<PreparedDeployment> PrepareAsync(DeploymentPreparer preparer, string project) =>
        preparer.PrepareAsync(new DeploymentRequest { Project = project, Environment = "production", Version = "1" }, Cancellation).AsTask();

    private DeploymentPreparer Preparer(string? role)
    {
        var registry = new EcrRegistry(emulator.RegistryHost, AccountId.Parse("123456789012"), Region.Parse("us-east-1"))
        {
            Endpoint = emulator.Endpoint,
            Role = role is null ? null : AssumedRole.Create(role, null, "assumeRole", []),
        };
        return new DeploymentPreparer(new DeploymentTargets(DeploymentTarget.Of(registry, "deployments")), clients);
    }
}
