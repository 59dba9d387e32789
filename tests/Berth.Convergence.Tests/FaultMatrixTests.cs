using System.Diagnostics;
using Berth.Deployments;
using Berth.Repositories.Changes;
using Berth.Repositories.Ensuring;
using Berth.Tests;

namespace Berth.Convergence.Tests;

/// <summary>
/// Every call of the flow meets every fault, in every state of the repository, with and without a role, through the real client to the
/// real emulator: prepared unless it is unknown whether the repository exists, never over the budget plus a second, and converged by the
/// first deployment after the fault.
/// </summary>
public sealed class FaultMatrixTests
{
    private static readonly TimeSpan Limit = World.Policy.Budget + TimeSpan.FromSeconds(1);

    private int projects;

    [Fact]
    public async Task Prepare_EveryCallWithEveryFault_SucceedsUnlessTheRepositoryIsUnknown_AndConvergesAfterwards()
    {
        var started = Stopwatch.GetTimestamp();
        await using var world = await World.StartAsync();
        var (cases, prepared) = (0, 0);
        var failures = new List<string>();
        foreach (var withRole in (bool[])[false, true])
        {
            foreach (var state in Enum.GetValues<RepositoryState>())
            {
                foreach (var operation in await OperationsAsync(world, state, withRole))
                {
                    foreach (var kind in Enum.GetValues<FaultKind>())
                    {
                        cases++;
                        var (isPrepared, found) = await TryAsync(world, state, withRole, new Fault(operation, kind));
                        prepared += isPrepared ? 1 : 0;
                        failures.AddRange(found.Select(fault => $"{kind} of {operation}, {state}{(withRole ? ", role" : "")}: {fault}"));
                    }
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{cases} cases, {prepared} prepared in spite of the fault, {failures.Count} failures, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        TestContext.Current.SendDiagnosticMessage($"fault matrix: {cases} cases, {prepared} prepared, {failures.Count} failures, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        Assert.Empty(failures);
        Assert.True(cases > 1000);
    }

    /// <summary>The operations that the flow calls when nothing goes wrong.</summary>
    private async Task<IReadOnlyList<string>> OperationsAsync(World world, RepositoryState state, bool withRole)
    {
        var project = NextProject();
        await world.SetUpAsync(project, state, TestContext.Current.CancellationToken);
        using var traffic = new Traffic(world.Handler, TimeProvider.System, World.NameOf(project).ToString());
        await PrepareAsync(traffic, project, withRole, TimeProvider.System);
        return [.. traffic.Calls.Distinct()];
    }

    private async Task<(bool IsPrepared, IReadOnlyList<string> Faults)> TryAsync(World world, RepositoryState state, bool withRole, Fault fault)
    {
        var token = TestContext.Current.CancellationToken;
        var faults = new List<string>();
        var project = NextProject();
        await world.SetUpAsync(project, state, token);
        var time = new VirtualTime();
        using var traffic = new Traffic(world.Handler, time, World.NameOf(project).ToString()) { Fault = fault };

        var (first, elapsed) = await time.RunAsync(() => PrepareAsync(traffic, project, withRole, time), () => traffic.IsWaiting);

        // A description of another repository is never trusted, whatever else was read.
        var isKnown = traffic.ShowedTheRepository
            && !(fault is { Kind: FaultKind.WrongRepository, Operation: "DescribeRepositories" } && state != RepositoryState.New);
        if (first is null == isKnown)
        {
            faults.Add(isKnown ? "failed though the repository was known to exist" : "succeeded though nothing showed the repository");
        }

        if (elapsed > Limit)
        {
            faults.Add($"took {elapsed.TotalSeconds:0.0} s");
        }

        traffic.Fault = null;
        using var calm = new Traffic(world.Handler, TimeProvider.System, World.NameOf(project).ToString());
        if (await PrepareAsync(calm, project, withRole, TimeProvider.System) is not { } second)
        {
            return (first is not null, [.. faults, "failed after the fault was lifted"]);
        }

        if (second.Settings.Outcome == SettingsOutcome.Incomplete)
        {
            faults.Add($"is incomplete after the fault was lifted: {string.Join("; ", second.Settings.Changes)}");
        }

        faults.AddRange(await world.FindFaultsAsync(project, state, token));
        return (first is not null, faults);
    }

    private static async Task<PreparedDeployment?> PrepareAsync(Traffic traffic, string project, bool withRole, TimeProvider time)
    {
        using var factory = World.Factory(traffic);
        var preparer = new DeploymentPreparer(World.Targets(withRole), factory, time: time);
        try
        {
            return await preparer.PrepareAsync(
                new DeploymentRequest { Project = project, Environment = "production", Version = "1", ShortCode = "x" },
                TestContext.Current.CancellationToken);
        }
        catch (RepositoryUnavailableException)
        {
            return null;
        }
    }

    private string NextProject() => $"p{++projects}";
}
