using Berth.Deployments;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Berth.Repositories;

namespace Berth.Convergence.Tests;

/// <summary>
/// Each call of the flow with each fault, in each state of the repository, with and without a role, through the real client to the real
/// emulator. A deployment is prepared unless it is unknown whether the repository exists, takes at most the budget plus a second, and the
/// first deployment after the fault completes the settings.
/// </summary>
/// <remarks>A new axis is one more parameter of the test and one more loop in <see cref="Cases"/>.</remarks>
[Collection(nameof(VirtualTimeTests))]
public sealed class FaultMatrixTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private static readonly TimeSpan Limit = World.Policy.Budget + TimeSpan.FromSeconds(1);

    private static readonly string[] EveryOperation =
    [
        "AssumeRole", "CreateRepository", "DescribeRepositories", "GetLifecyclePolicy", "GetRepositoryPolicy", "ListTagsForResource",
        "PutImageScanningConfiguration", "PutImageTagMutability", "PutLifecyclePolicy", "SetRepositoryPolicy", "TagResource",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The operations that the flow calls when nothing fails, each with each fault.</summary>
    public static async Task<IReadOnlyCollection<TheoryDataRow<RepositoryState, bool, string, FaultKind>>> Cases()
    {
        await using var world = await World.StartAsync();
        var cases = new List<TheoryDataRow<RepositoryState, bool, string, FaultKind>>();
        foreach (var withRole in (bool[])[false, true])
        {
            foreach (var state in Enum.GetValues<RepositoryState>())
            {
                foreach (var operation in await OperationsAsync(world, state, withRole))
                {
                    cases.AddRange(Enum.GetValues<FaultKind>().Select(
                        kind => new TheoryDataRow<RepositoryState, bool, string, FaultKind>(state, withRole, operation, kind)));
                }
            }
        }

        return cases;
    }

    [Fact]
    public async Task Cases_CoverEveryOperationOfTheFlow()
    {
        var cases = await Cases();
        Assert.Equal(EveryOperation, cases.Select(row => row.Data.Item3).Distinct().Order(StringComparer.Ordinal));
        Assert.InRange(cases.Count, 1001, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Prepare_UnderAFault_SucceedsUnlessTheRepositoryIsUnknown_AndIsCompletedAfterwards(
        RepositoryState state, bool withRole, string operation, FaultKind kind)
    {
        var world = fixture.World;
        var project = world.NextProject();
        await world.SetUpAsync(project, state, Token);
        var time = new VirtualTime();
        using var traffic = new Traffic(world.Handler, time, World.NameOf(project).ToString()) { Fault = new Fault(operation, kind) };

        var (first, elapsed) = await time.RunAsync(() => PrepareAsync(traffic, project, withRole, time), () => traffic.IsAnswering);

        var isKnown = traffic.ShowedTheRepository;
        Assert.True(first is not null == isKnown, isKnown ? "failed though the repository was known to exist" : "succeeded though nothing showed the repository");
        Assert.InRange(elapsed, TimeSpan.Zero, Limit);

        using var healthy = new Traffic(world.Handler, TimeProvider.System, World.NameOf(project).ToString());
        var second = await PrepareAsync(healthy, project, withRole, TimeProvider.System);
        Assert.NotNull(second);
        Assert.True(second.Settings.Outcome != SettingsOutcome.Incomplete, string.Join("; ", second.Settings.Changes));
        Assert.Empty(await world.FindFaultsAsync(project, state, Token));
    }

    private static async Task<IReadOnlyList<string>> OperationsAsync(World world, RepositoryState state, bool withRole)
    {
        var project = world.NextProject();
        await world.SetUpAsync(project, state, Token);
        using var traffic = new Traffic(world.Handler, TimeProvider.System, World.NameOf(project).ToString());
        await PrepareAsync(traffic, project, withRole, TimeProvider.System);
        return [.. traffic.Calls.Distinct().Order(StringComparer.Ordinal)];
    }

    private static async Task<PreparedDeployment?> PrepareAsync(Traffic traffic, string project, bool withRole, TimeProvider time)
    {
        using var factory = World.Factory(traffic);
        var preparer = new DeploymentPreparer(World.Targets(withRole), factory, time: time);
        try
        {
            return await preparer.PrepareAsync(new DeploymentRequest { Project = project, Environment = "production", Version = "1", ShortCode = "x" }, Token);
        }
        catch (RepositoryUnavailableException)
        {
            return null;
        }
    }
}
