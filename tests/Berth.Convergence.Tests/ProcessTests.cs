using System.Globalization;
using Berth.Deployments;
using Berth.Emulator;
using Berth.Repositories.Changes;

namespace Berth.Convergence.Tests;

/// <summary>Processes of their own: killed after each single call, delayed beyond their budget, and many at once.</summary>
public sealed class ProcessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(nameof(RepositoryState.New), 7)]
    [InlineData(nameof(RepositoryState.Immutable), 9)]
    [InlineData(nameof(RepositoryState.HalfApplied), 6)]
    public async Task Kill_AfterEachSingleCall_IsCompletedByTheNextDeployment(string stateName, int steps)
    {
        var state = Enum.Parse<RepositoryState>(stateName);
        await using var world = await World.StartAsync();
        for (var step = 1; step <= steps; step++)
        {
            var name = $"crash{step}";
            await world.SetUpAsync($"{name}-0", state, Token);
            await using var proxy = await Proxy.StartAsync(world.Handler, Token);
            Worker? worker = null;
            var calls = 0;
            var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            proxy.Answering = async (_, _, aborted) =>
            {
                if (Interlocked.Increment(ref calls) >= step)
                {
                    await started.Task;
                    worker!.Kill();
                    killed.TrySetResult();
                    await Task.Delay(Timeout.Infinite, aborted);
                }
            };

            worker = Worker.Start(proxy.Endpoint, name);
            started.SetResult();
            using (worker)
            {
                var (exitCode, lines, error) = await worker.WaitAsync(Token);
                Assert.True(exitCode != 0 && lines.Length == 0 && killed.Task.IsCompleted, $"step {step} of {state} was not reached: {string.Join(' ', proxy.Calls)} {error}");
            }

            var next = await PrepareAsync(world, $"{name}-0");
            Assert.NotEqual(SettingsOutcome.Incomplete, next.Settings.Outcome);
            Assert.Empty(await world.FindFaultsAsync($"{name}-0", state, Token));
        }
    }

    [Fact]
    public async Task Delay_BeyondTheBudget_EndsWithTheBudget()
    {
        await using var world = await World.StartAsync();
        await world.SetUpAsync("slow-1", RepositoryState.Immutable, Token);
        await using var proxy = await Proxy.StartAsync(world.Handler, Token);
        proxy.Answering = (operation, body, aborted) => operation == "PutLifecyclePolicy" && body.Contains("slow-1", StringComparison.Ordinal)
            ? Task.Delay(Timeout.Infinite, aborted)
            : Task.CompletedTask;

        // The first deployment warms the process up; the second one meets the delay.
        using var worker = Worker.Start(proxy.Endpoint, "slow", projects: 2, count: 2, budget: 2);
        var (exitCode, lines, error) = await worker.WaitAsync(Token);

        Assert.True(exitCode == 0, error);
        Assert.StartsWith("created Created", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("present Incomplete", lines[1], StringComparison.Ordinal);
        Assert.Contains("lifecyclePolicy Unfinished", lines[1], StringComparison.Ordinal);
        // The outcome proves that the budget ended it; the time proves that it was not given up before.
        Assert.InRange(double.Parse(lines[1].Split(' ')[2], CultureInfo.InvariantCulture), 1900, 60_000);
    }

    [Fact]
    public async Task Prepare_ManyProcessesAtOnce_AllSucceedAndEachRepositoryIsCreatedOnce()
    {
        const int Processes = 64;
        const int Preparations = 50;
        const int Projects = 10;
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: Token);
        var workers = Enumerable.Range(0, Processes)
            .Select(number => Worker.Start(emulator.Endpoint, "race", Projects, Preparations, first: number, budget: 60))
            .ToArray();
        var results = await Task.WhenAll(workers.Select(worker => worker.WaitAsync(Token)));
        foreach (var worker in workers)
        {
            worker.Dispose();
        }

        Assert.All(results, result => Assert.True(result.ExitCode == 0, result.Error));
        var lines = results.SelectMany(result => result.Lines).ToArray();
        Assert.Equal(Processes * Preparations, lines.Length);
        Assert.Equal(Projects, lines.Count(line => line.StartsWith("created", StringComparison.Ordinal)));
        TestContext.Current.TestOutputHelper!.WriteLine($"{Processes} processes, {lines.Length} preparations, {Projects} repositories created");

        using var factory = World.Factory(emulator.CreateHandler());
        var preparer = new DeploymentPreparer(World.Targets(false), factory);
        for (var project = 0; project < Projects; project++)
        {
            var prepared = await preparer.PrepareAsync(new DeploymentRequest { Project = $"race-{project}", Environment = "production" }, Token);
            Assert.Equal(SettingsReport.Unchanged, prepared.Settings);
        }
    }

    private static async Task<PreparedDeployment> PrepareAsync(World world, string project)
    {
        using var factory = World.Factory(world.Handler);
        return await new DeploymentPreparer(World.Targets(false), factory)
            .PrepareAsync(new DeploymentRequest { Project = project, Environment = "production" }, Token);
    }
}
