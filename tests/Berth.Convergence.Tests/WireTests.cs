using Amazon.Runtime;
using Berth.Aws;
using Berth.Deployments;
using Berth.Repositories.Changes;

namespace Berth.Convergence.Tests;

/// <summary>What goes over the wire, counted.</summary>
public sealed class WireTests
{
    private static readonly string[] Reads = ["DescribeRepositories", "GetLifecyclePolicy", "GetRepositoryPolicy", "ListTagsForResource"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prepare_ConvergedRepositoryCold_IsOneRoundTrip()
    {
        await using var world = await World.StartAsync();
        await world.SetUpAsync("app", RepositoryState.Converged, Token);
        using var traffic = new Traffic(world.Handler, TimeProvider.System, "deployments/app") { Together = Reads.Length };
        using var factory = World.Factory(traffic);

        var prepared = await Preparer(factory, false).PrepareAsync(Request("app"), Token);

        Assert.Equal(SettingsReport.Unchanged, prepared.Settings);
        Assert.Equal(Reads, traffic.Calls.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Prepare_NewRepository_IsOneRoundTripBeforeTheFirstWrite()
    {
        await using var world = await World.StartAsync();
        using var traffic = new Traffic(world.Handler, TimeProvider.System, "deployments/app") { Together = Reads.Length };
        using var factory = World.Factory(traffic);

        var prepared = await Preparer(factory, false).PrepareAsync(Request("app"), Token);

        Assert.True(prepared.RepositoryCreated);
        Assert.Equal(Reads, traffic.Calls.Take(4).Order(StringComparer.Ordinal));
        Assert.Equal(["CreateRepository", "PutLifecyclePolicy", "SetRepositoryPolicy"], traffic.Calls.Skip(4));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Prepare_AHundredTimes_CallsStsOnceWithARoleAndNeverWithout(bool withRole, int expected)
    {
        await using var world = await World.StartAsync();
        using var traffic = new Traffic(world.Handler, TimeProvider.System, "deployments/app");
        using var factory = World.Factory(traffic);
        var preparer = Preparer(factory, withRole);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => preparer.PrepareAsync(Request($"app{number % 20}"), Token).AsTask()));

        Assert.Equal(expected, traffic.Calls.Count(operation => operation == "AssumeRole"));
    }

    [Fact]
    public async Task Prepare_AHundredAtOnce_OpenAHandfulOfConnections()
    {
        await using var world = await World.StartAsync();
        await using var proxy = await Proxy.StartAsync(world.Handler, Token);
        using var factory = new EcrClientFactory(new EcrClientOptions { Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret") });
        var target = DeploymentTarget.Of(World.Registry(false, proxy.Endpoint), World.Namespace, World.Desired);
        var preparer = new DeploymentPreparer(new DeploymentTargets(target), factory);

        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(number => preparer.PrepareAsync(Request($"app{number}"), Token).AsTask()));
        }

        // Flat: whoever comes later takes what is open.
        Assert.InRange(proxy.Connections, 1, 8);
    }

    private static DeploymentPreparer Preparer(EcrClientFactory factory, bool withRole) => new(World.Targets(withRole), factory);

    private static DeploymentRequest Request(string project) => new() { Project = project, Environment = "production" };
}
