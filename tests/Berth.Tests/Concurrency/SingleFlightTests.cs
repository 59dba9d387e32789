using Berth.Concurrency;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Concurrency;

public sealed class SingleFlightTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider time = new();
    private readonly ControlledWork<int> work = new();
    private readonly SingleFlight<string, int> singleFlight;

    public SingleFlightTests() => singleFlight = new SingleFlight<string, int>(Limit, time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ConcurrentCallers_ShareOneRunAndOneIsFirst()
    {
        var callers = Enumerable.Range(0, 20).Select(_ => JoinAsync()).ToArray();
        Assert.Single(work.Runs).Completion.SetResult(7);

        var results = await Task.WhenAll(callers);
        Assert.All(results, result => Assert.Equal(7, result.Value));
        Assert.Single(results, result => result.IsFirst);
        Assert.Equal(0, singleFlight.Count);
    }

    [Fact]
    public async Task Run_DifferentKeys_RunSeparately()
    {
        var one = JoinAsync("one");
        var two = JoinAsync("two");
        work.Runs[0].Completion.SetResult(1);
        work.Runs[1].Completion.SetResult(2);

        Assert.Equal((1, 2), ((await one).Value, (await two).Value));
    }

    [Fact]
    public async Task Run_AfterTheRunEnded_StartsAnew()
    {
        Assert.Equal(1, (await singleFlight.RunAsync("key", _ => Task.FromResult(1), Cancellation)).Value);
        Assert.Equal(2, (await singleFlight.RunAsync("key", _ => Task.FromResult(2), Cancellation)).Value);
    }

    [Fact]
    public void Run_SynchronousWork_CompletesSynchronously()
    {
        var run = singleFlight.RunAsync("key", _ => Task.FromResult(1), Cancellation);

        Assert.True(run.IsCompletedSuccessfully);
        Assert.Equal(0, singleFlight.Count);
    }

    [Fact]
    public async Task Run_OneCallerCancelled_ServesTheOthers()
    {
        using var cancelled = new CancellationTokenSource();
        var leaving = JoinAsync(cancellationToken: cancelled.Token);
        var staying = JoinAsync();

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        var run = Assert.Single(work.Runs);
        Assert.False(run.Cancellation.IsCancellationRequested);

        run.Completion.SetResult(3);
        Assert.True((await staying).IsFirst);
    }

    [Fact]
    public async Task Run_LastCallerCancelled_IsCancelledAndReplaced()
    {
        using var cancelled = new CancellationTokenSource();
        var leaving = JoinAsync(cancellationToken: cancelled.Token);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        Assert.True(work.Runs[0].Cancellation.IsCancellationRequested);

        var next = JoinAsync();
        work.Runs[0].Completion.SetResult(1);
        work.Runs[1].Completion.SetResult(2);
        Assert.Equal(2, (await next).Value);
    }

    [Fact]
    public async Task Run_CancelledBeforehand_StartsNothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => JoinAsync(cancellationToken: new CancellationToken(canceled: true)));

        Assert.Empty(work.Runs);
    }

    [Fact]
    public async Task Run_PastTheLimit_TimesOutAndIsCancelledAndReplaced()
    {
        var first = JoinAsync();
        time.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => first);
        Assert.True(work.Runs[0].Cancellation.IsCancellationRequested);

        var second = JoinAsync();
        work.Runs[1].Completion.SetResult(2);
        Assert.Equal(2, (await second).Value);
    }

    [Fact]
    public async Task Run_JoinedBeforeTheLimitOfAHangingRun_GetsTheReplacement()
    {
        var starter = JoinAsync();
        time.Advance(Limit - TimeSpan.FromSeconds(1));
        var joiner = JoinAsync();

        time.Advance(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => starter);
        await UntilAsync(() => work.Runs.Count == 2);
        work.Runs[1].Completion.SetResult(2);

        Assert.Equal(2, (await joiner).Value);
    }

    [Fact]
    public async Task Run_JoinedTwoHangingRuns_TimesOut()
    {
        var starter = JoinAsync();
        var joiner = JoinAsync();

        time.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => starter);
        await UntilAsync(() => work.Runs.Count == 2 && singleFlight.Count == 1);
        while (!joiner.IsCompleted)
        {
            time.Advance(Limit);
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }

        await Assert.ThrowsAsync<TimeoutException>(() => joiner);
        Assert.Equal(2, work.Runs.Count);
    }

    [Fact]
    public async Task Run_Failing_FailsOnlyThoseThatWaitedForIt()
    {
        var first = JoinAsync();
        var second = JoinAsync();
        work.Runs[0].Completion.SetException(new InvalidOperationException("first run"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => second);

        var third = JoinAsync();
        work.Runs[1].Completion.SetResult(5);
        Assert.Equal(5, (await third).Value);
    }

    [Fact]
    public async Task Run_WorkThrowingSynchronously_Fails()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await singleFlight.RunAsync("key", _ => throw new InvalidOperationException(), Cancellation));

        Assert.Equal(0, singleFlight.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Run_RandomInterleavings_KeepTheRules(int seed)
    {
        // Each step joins, cancels a caller, ends a run well or badly, or passes the limit; every caller must get the outcome of its own run.
        var random = new Random(seed);
        var callers = new List<Caller>();
        for (var step = 0; step < 2000; step++)
        {
            switch (random.Next(10))
            {
                case < 5:
                    var cancellation = new CancellationTokenSource();
                    var task = JoinAsync(cancellationToken: cancellation.Token);
                    callers.Add(new Caller(task, cancellation, work.Runs[^1]));
                    break;
                case < 7 when callers.Count > 0:
                    var leaving = callers[random.Next(callers.Count)];
                    await leaving.Cancellation.CancelAsync();
                    await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving.Task);
                    callers.Remove(leaving);
                    Assert.Equal(callers.Count == 0, leaving.Run.Cancellation.IsCancellationRequested);
                    break;
                case < 9 when callers.Count > 0:
                    await EndAsync(callers, random.Next(2) == 0, step);
                    break;
            }

            Assert.InRange(callers.Select(caller => caller.Run).Distinct().Count(), 0, 1);
            Assert.Equal(callers.Count == 0 ? 0 : 1, singleFlight.Count);
        }
    }

    private static async Task EndAsync(List<Caller> callers, bool succeeds, int value)
    {
        if (succeeds)
        {
            callers[0].Run.Completion.SetResult(value);
            var results = await Task.WhenAll(callers.Select(caller => caller.Task));
            Assert.All(results, result => Assert.Equal(value, result.Value));
            Assert.Single(results, result => result.IsFirst);
        }
        else
        {
            callers[0].Run.Completion.SetException(new InvalidOperationException($"{value}"));
            foreach (var caller in callers)
            {
                Assert.Equal($"{value}", (await Assert.ThrowsAsync<InvalidOperationException>(() => caller.Task)).Message);
            }
        }

        callers.Clear();
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }
    }

    private Task<SharedResult<int>> JoinAsync(string key = "key", CancellationToken? cancellationToken = null) =>
        singleFlight.RunAsync(key, work.StartAsync, cancellationToken ?? Cancellation).AsTask();

    private sealed record Caller(Task<SharedResult<int>> Task, CancellationTokenSource Cancellation, ControlledWork<int>.Run Run);
}
