using Berth.Concurrency;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Tests.Concurrency;

public sealed class ExpiringTests
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(12);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ControlledWork<ExpiringValue<string>> work = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_UntilTheRefreshTime_FetchesOnce()
    {
        var (value, first) = await FilledAsync(new ExpiringOptions { FetchLimit = Limit });

        time.Advance((Life / 2) - TimeSpan.FromTicks(1));
        Assert.Equal(first, await value.GetAsync(Cancellation));
        Assert.Single(work.Runs);
    }

    [Fact]
    public async Task Get_AtTheRefreshTime_ServesTheValueAndRefreshesOnceInTheBackground()
    {
        var (value, first) = await FilledAsync(new ExpiringOptions { FetchLimit = Limit });
        time.Advance(Life / 2);

        Assert.Equal(first, await value.GetAsync(Cancellation));
        Assert.Equal(first, await value.GetAsync(Cancellation));
        Assert.Equal(2, work.Runs.Count);

        Complete(1, "second");
        await UntilAsync(async () => await value.GetAsync(Cancellation) == "second");
    }

    [Fact]
    public async Task Get_WaitingForTheRefresh_GetsTheNewValue()
    {
        var (value, _) = await FilledAsync(new ExpiringOptions { RefreshWait = TimeSpan.FromSeconds(5) });
        time.Advance(Life / 2);

        var pending = value.GetAsync(Cancellation).AsTask();
        Complete(1, "second");

        Assert.Equal("second", await pending);
    }

    [Fact]
    public async Task Get_StalledRefresh_ServesTheValueAfterABoundedWaitAndThenWithoutWait()
    {
        var (value, first) = await FilledAsync(new ExpiringOptions { FetchLimit = Limit, RefreshWait = TimeSpan.FromSeconds(5) });
        time.Advance(Life / 2);

        var pending = value.GetAsync(Cancellation).AsTask();
        Assert.False(pending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(first, await pending);
        Assert.True(value.GetAsync(Cancellation).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Get_FailedRefresh_ServesTheValueAndTriesAgainLater()
    {
        var options = new ExpiringOptions { RefreshWait = TimeSpan.FromSeconds(5), RetryAfter = TimeSpan.FromSeconds(30) };
        var (value, first) = await FilledAsync(options);
        time.Advance(Life / 2);

        var pending = value.GetAsync(Cancellation).AsTask();
        work.Runs[1].Completion.SetException(new InvalidOperationException());
        Assert.Equal(first, await pending);
        Assert.Equal(first, await value.GetAsync(Cancellation));
        Assert.Equal(2, work.Runs.Count);

        time.Advance(options.RetryAfter);
        var retried = value.GetAsync(Cancellation).AsTask();
        Complete(2, "third");
        Assert.Equal("third", await retried);
    }

    [Fact]
    public async Task Get_RefreshPastItsLimit_IsReplaced()
    {
        var (value, first) = await FilledAsync(new ExpiringOptions { FetchLimit = Limit, RetryAfter = TimeSpan.FromSeconds(1) });
        time.Advance(Life / 2);
        Assert.Equal(first, await value.GetAsync(Cancellation));
        time.Advance(Limit);

        await UntilAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return await value.GetAsync(Cancellation) == first && work.Runs.Count == 3;
        });
        Complete(2, "third");
        await UntilAsync(async () => await value.GetAsync(Cancellation) == "third");

        // The abandoned fetch ends after all: its result is older and must not replace the current one.
        Complete(1, "second");
        Assert.Equal("third", await value.GetAsync(Cancellation));
    }

    [Fact]
    public async Task Get_Expired_DoesNotServeTheValue()
    {
        var (value, _) = await FilledAsync(new ExpiringOptions { Margin = TimeSpan.FromMinutes(1) });
        time.Advance(Life - TimeSpan.FromMinutes(1));

        var pending = value.GetAsync(Cancellation).AsTask();
        Assert.False(pending.IsCompleted);
        work.Runs[1].Completion.SetException(new InvalidOperationException());

        await Assert.ThrowsAsync<InvalidOperationException>(() => pending);
    }

    [Fact]
    public async Task Get_AllCallersLeft_CancelsTheFirstFetch()
    {
        var value = New(new ExpiringOptions());
        using var cancelled = new CancellationTokenSource();
        var pending = value.GetAsync(cancelled.Token).AsTask();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        Assert.True(work.Runs[0].Cancellation.IsCancellationRequested);
    }

    [Fact]
    public async Task Invalidate_CurrentValue_FetchesAgain()
    {
        var (value, first) = await FilledAsync(new ExpiringOptions());

        Assert.True(value.Invalidate(first));
        Assert.False(value.Invalidate(first));
        var pending = value.GetAsync(Cancellation).AsTask();
        Complete(1, "second");

        Assert.Equal("second", await pending);
        Assert.False(value.Invalidate(first));
        Assert.Equal("second", await value.GetAsync(Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Invalidate_DuringAFetch_ItsResultGoesToItsWaitersAndIsNotKept(bool refresh)
    {
        var value = New(new ExpiringOptions { RefreshWait = TimeSpan.FromSeconds(5) });
        var index = 0;
        if (refresh)
        {
            var filling = value.GetAsync(Cancellation).AsTask();
            Complete(index++, "first");
            await filling;
            time.Advance(Life / 2);
        }

        var waiting = value.GetAsync(Cancellation).AsTask();
        value.Invalidate();
        var later = value.GetAsync(Cancellation).AsTask();
        Complete(index + 1, "new");
        Assert.Equal("new", await later);
        Complete(index, "old");

        // A caller that waited for a refresh of an invalidated value goes on to the new value.
        Assert.Equal(refresh ? "new" : "old", await waiting);
        Assert.Equal("new", await value.GetAsync(Cancellation));
    }

    [Theory]
    [InlineData(0.0, 9.0)]
    [InlineData(0.5, 7.5)]
    [InlineData(1.0, 6.0)]
    public async Task Jitter_AnyRandomNumber_MovesTheRefreshToEarlierTimesOnly(double random, double hours)
    {
        var value = New(new ExpiringOptions { RefreshAfter = 0.75, Jitter = 0.25 }, () => random);
        var filling = value.GetAsync(Cancellation).AsTask();
        Complete(0, "first");
        await filling;

        time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        await value.GetAsync(Cancellation);
        Assert.Single(work.Runs);
        time.Advance(TimeSpan.FromSeconds(1));
        await value.GetAsync(Cancellation);
        Assert.Equal(2, work.Runs.Count);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(0)]
    public async Task Get_ExtremeExpiry_ServesItsWaiters(long ticks)
    {
        var expiresAt = ticks == 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue;
        var value = New(new ExpiringOptions { Margin = TimeSpan.FromHours(1), Jitter = 0.5 });
        var pending = value.GetAsync(Cancellation).AsTask();
        work.Runs[0].Completion.SetResult(new ExpiringValue<string>("first", expiresAt));

        Assert.Equal("first", await pending);
        Assert.Equal(ticks != 0, value.GetAsync(Cancellation).IsCompleted);
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Yield();
            Cancellation.ThrowIfCancellationRequested();
        }
    }

    private Expiring<string> New(ExpiringOptions options, Func<double>? random = null) => new(work.StartAsync, options, time, random);

    private async Task<(Expiring<string> Value, string First)> FilledAsync(ExpiringOptions options)
    {
        var value = New(options);
        var pending = value.GetAsync(Cancellation).AsTask();
        Complete(0, "first");
        return (value, await pending);
    }

    private void Complete(int run, string value) =>
        work.Runs[run].Completion.SetResult(new ExpiringValue<string>(value, time.GetUtcNow() + Life));
}
