namespace Berth.Emulator.Registry.Clock;

/// <summary>
/// An adjustable clock: another clock plus an offset. All times of the emulator, and all expirations, are read from it.
/// </summary>
public sealed class EmulatorClock : TimeProvider
{
    /// <summary>The latest time that the clock can be set to. The years after it leave space for times that are computed from it, such as expirations.</summary>
    public static readonly DateTimeOffset Latest = new(9900, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The earliest time that the clock can be set to.</summary>
    public static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;

    private readonly TimeProvider underneath;
    private long offset;

    /// <summary>Initializes a new instance of the <see cref="EmulatorClock"/> class that shows the time of another clock.</summary>
    /// <param name="underneath">The other clock. Timers run on it, without the offset.</param>
    public EmulatorClock(TimeProvider underneath)
    {
        ArgumentNullException.ThrowIfNull(underneath);
        this.underneath = underneath;
    }

    /// <summary>Occurs after the clock was set, advanced or reset.</summary>
    public event EventHandler? Moved;

    /// <summary>Gets the difference to the other clock; negative if this clock is behind.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offset));

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => underneath.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => underneath.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => underneath.GetUtcNow() + Offset;

    /// <inheritdoc/>
    public override long GetTimestamp() => underneath.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        underneath.CreateTimer(callback, state, dueTime, period);

    /// <summary>Moves the clock by a span, backwards if it is negative.</summary>
    /// <param name="span">The span.</param>
    /// <exception cref="ArgumentOutOfRangeException">The clock would be before <see cref="Earliest"/> or after <see cref="Latest"/>.</exception>
    public void Advance(TimeSpan span)
    {
        Check((Int128)GetUtcNow().UtcTicks + span.Ticks, nameof(span));
        Interlocked.Add(ref offset, span.Ticks);
        Moved?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Sets the clock, which continues from that time.</summary>
    /// <param name="time">The time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is before <see cref="Earliest"/> or after <see cref="Latest"/>.</exception>
    public void Set(DateTimeOffset time)
    {
        Check(time.UtcTicks, nameof(time));
        Interlocked.Exchange(ref offset, (time - underneath.GetUtcNow()).Ticks);
        Moved?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Sets the clock to the time of the other clock.</summary>
    public void Reset()
    {
        Interlocked.Exchange(ref offset, 0);
        Moved?.Invoke(this, EventArgs.Empty);
    }

    private static void Check(Int128 ticks, string parameter)
    {
        if (ticks < Earliest.UtcTicks || ticks > Latest.UtcTicks)
        {
            throw new ArgumentOutOfRangeException(parameter, $"The clock can be set to {Earliest:yyyy-MM-dd} at the earliest and {Latest:yyyy-MM-dd} at the latest.");
        }
    }
}
