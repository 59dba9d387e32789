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
    public async Task<(T Result, TimeSpan Elapsed)> RunAsync<T>(Func<Task<T>> work)
    {
        var started = GetUtcNow();
        var running = work();
        while (!running.IsCompleted)
        {
            for (var patience = 0; patience < 100; patience++)
            {
                await Task.WhenAny(running, Task.Delay(Stillness));
                if (running.IsCompleted || ThreadPool.PendingWorkItemCount == 0)
                {
                    break;
                }
            }

            if (!running.IsCompleted)
            {
                Next(DateTimeOffset.MaxValue)?.Fire();
            }
        }

        return (await running, GetUtcNow() - started);
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
