namespace Berth.Emulator.Registry.Clock;

/// <summary>
/// The emulator's clock: the clock underneath, moved by an offset that tests and operators choose. Everything that the emulator dates or
/// expires goes by it.
/// </summary>
public sealed class EmulatorClock : TimeProvider
{
    private readonly TimeProvider underneath;
    private long offset;

    /// <summary>Initializes a new instance of the <see cref="EmulatorClock"/> class that shows the time of the clock underneath.</summary>
    /// <param name="underneath">The clock to move; timers run on it unmoved.</param>
    public EmulatorClock(TimeProvider underneath)
    {
        ArgumentNullException.ThrowIfNull(underneath);
        this.underneath = underneath;
    }

    /// <summary>Raised after the clock was set, advanced or reset.</summary>
    public event EventHandler? Moved;

    /// <summary>Gets how far this clock is ahead of the one underneath; negative where it is behind.</summary>
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

    /// <summary>Moves the clock by a span, backwards where it is negative.</summary>
    /// <param name="span">How far to move it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The clock would leave the years 1 to 9999.</exception>
    public void Advance(TimeSpan span)
    {
        Check(GetUtcNow(), span);
        Interlocked.Add(ref offset, span.Ticks);
        Moved?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Sets the clock; it goes on from there.</summary>
    /// <param name="time">The time that it shows from now on.</param>
    public void Set(DateTimeOffset time)
    {
        Interlocked.Exchange(ref offset, (time - underneath.GetUtcNow()).Ticks);
        Moved?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Shows the time of the clock underneath again.</summary>
    public void Reset()
    {
        Interlocked.Exchange(ref offset, 0);
        Moved?.Invoke(this, EventArgs.Empty);
    }

    private static void Check(DateTimeOffset now, TimeSpan span)
    {
        var ticks = (decimal)now.UtcTicks + span.Ticks;
        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, "the clock cannot leave the years 1 to 9999");
        }
    }
}
