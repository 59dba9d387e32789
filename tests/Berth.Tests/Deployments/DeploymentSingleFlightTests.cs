using Berth.Deployments;
using Berth.Repositories.Changes;
using Berth.Tests.Repositories;

namespace Berth.Tests.Deployments;

public sealed class DeploymentSingleFlightTests
{
    private static readonly DeploymentRequest Request = new() { Project = "app", Environment = "production" };

    private readonly FakeEcr ecr = new();
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DeploymentPreparer preparer;

    public DeploymentSingleFlightTests() =>
        preparer = new DeploymentPreparer(new DeploymentTargets(DeploymentTarget.Of(ecr.Registry, "deployments")), ecr);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prepare_ManyAtOnce_ShareOneFlightAndOneSaysCreated()
    {
        ecr.Before = (_, token) => gate.Task.WaitAsync(token);
        var running = Enumerable.Range(0, 100).Select(_ => preparer.PrepareAsync(Request, Token).AsTask()).ToArray();

        gate.SetResult();
        var prepared = await Task.WhenAll(running);

        Assert.Equal(4, ecr.Calls.Count);
        Assert.Single(prepared, deployment => deployment.RepositoryCreated);
        Assert.Single(prepared, deployment => deployment.Settings.Outcome == SettingsOutcome.Created);
        Assert.Equal(100, prepared.Select(deployment => deployment.Tag).Distinct().Count());
    }

    [Fact]
    public async Task Prepare_FirstCallerCancels_TheOthersGoOn()
    {
        ecr.Before = (_, token) => gate.Task.WaitAsync(token);
        using var cancellation = new CancellationTokenSource();
        var first = preparer.PrepareAsync(Request, cancellation.Token).AsTask();
        var second = preparer.PrepareAsync(Request, Token).AsTask();

        await cancellation.CancelAsync();
        gate.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.True((await second).RepositoryCreated);
        Assert.Equal(4, ecr.Calls.Count);
    }

    [Fact]
    public async Task Prepare_AllCallersCancel_TheFlightEnds()
    {
        var ended = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        ecr.Before = async (_, token) =>
        {
            try
            {
                await gate.Task.WaitAsync(token);
            }
            catch (OperationCanceledException)
            {
                ended.TrySetResult(token);
                throw;
            }
        };
        using var cancellation = new CancellationTokenSource();
        var running = Enumerable.Range(0, 3).Select(_ => preparer.PrepareAsync(Request, cancellation.Token).AsTask()).ToArray();

        await cancellation.CancelAsync();

        foreach (var one in running)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        }

        Assert.True((await ended.Task.WaitAsync(Token)).IsCancellationRequested);
        ecr.Before = static (_, _) => Task.CompletedTask;
        Assert.True((await preparer.PrepareAsync(Request, Token)).RepositoryCreated);
    }

    [Fact]
    public async Task Prepare_CancelledBefore_MakesNoCall()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await preparer.PrepareAsync(Request, new CancellationToken(true)));

        Assert.Empty(ecr.Calls);
    }
}
