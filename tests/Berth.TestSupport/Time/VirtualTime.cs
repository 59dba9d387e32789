namespace Berth.TestSupport.Time;

/// <summary>
/// A clock that advances to the next due timer when the work that it drives can only wait. Hours pass in milliseconds, and a test reads how many.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<VirtualTimer> timers = [];
    private DateTimeOffset now = new(2025, 12, 3, 14, 5, 6, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs work to its end.</summary>
    /// <param name="work">The work.</param>
    /// <param name="isBusy">Whether the work waits for something else than this clock: an answer that is being made, a socket.</param>
    /// <returns>The result, and the time that passed on this clock.</returns>
    public async Task<(T Result, TimeSpan Elapsed)> RunAsync<T>(Func<Task<T>> work, Func<bool>? isBusy = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        var started = GetUtcNow();
        var running = work();
        await TimePump.RunAsync(running, () => Next()?.Fire(), isBusy);
        return (await running, GetUtcNow() - started);
    }

    private VirtualTimer? Next()
    {
        lock (gate)
        {
            var next = timers.MinBy(static timer => timer.Due);
            if (next is null)
            {
                return null;
            }

            timers.Remove(next);
            now = next.Due > now ? next.Due : now;
            next.Rearm();
            return next;
        }
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                this.period = period;
                time.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = time.now + dueTime;
                    time.timers.Add(this);
                }
            }

            return true;
        }

        public void Rearm()
        {
            if (period > TimeSpan.Zero)
            {
                Due = time.now + period;
                time.timers.Add(this);
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
