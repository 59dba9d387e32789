namespace Berth.Tests;

/// <summary>
/// A clock for work that waits: whenever nothing can run any more, it jumps to the next moment that somebody waits for.
/// Hours pass in milliseconds, and a test says how many.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    // How long nothing must happen before the work counts as waiting. Real time; everything else here is not.
    private static readonly TimeSpan Stillness = TimeSpan.FromMilliseconds(2);

    private readonly Lock gate = new();
    private readonly List<VirtualTimer> timers = [];
    private DateTimeOffset now = new(2025, 12, 3, 14, 5, 6, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time)
    {
        var end = GetUtcNow() + time;
        while (Next(end) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = end;
        }
    }

    /// <summary>Runs work to its end and says how much of this time it took.</summary>
    /// <param name="work">The work.</param>
    /// <param name="waits">Whether the work waits for this clock, where it does other things too; by default it does whenever it is still.</param>
    public async Task<(T Result, TimeSpan Elapsed)> RunAsync<T>(Func<Task<T>> work, Func<bool>? waits = null)
    {
        var started = GetUtcNow();
        var running = work();
        while (!running.IsCompleted)
        {
            await BecomeStillAsync(running, waits);
            if (!running.IsCompleted)
            {
                Next(DateTimeOffset.MaxValue)?.Fire();
            }
        }

        return (await running, GetUtcNow() - started);
    }

    private static async Task BecomeStillAsync(Task running, Func<bool>? waits)
    {
        for (int still = 0, turns = 0; still < 3 && !running.IsCompleted; turns++)
        {
            await Task.WhenAny(running, Task.Delay(Stillness));
            var isStill = ThreadPool.PendingWorkItemCount == 0 || (waits is null && turns > 100);
            still = isStill && waits?.Invoke() != false ? still + 1 : 0;
            if (turns > 20_000)
            {
                throw new TimeoutException("The work hangs, and not for want of time on this clock.");
            }
        }
    }

    private VirtualTimer? Next(DateTimeOffset end)
    {
        lock (gate)
        {
            var next = timers.MinBy(static timer => timer.Due);
            if (next is null || next.Due > end)
            {
                return null;
            }

            timers.Remove(next);
            now = next.Due > now ? next.Due : now;
            return next;
        }
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time.now + dueTime;
                    time.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
