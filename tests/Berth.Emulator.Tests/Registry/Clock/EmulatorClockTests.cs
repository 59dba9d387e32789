using Berth.Emulator.Registry.Clock;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Emulator.Tests.Registry.Clock;

public sealed class EmulatorClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider underneath = new(Start);

    [Fact]
    public void Clock_Advanced_GoesOnFromThere()
    {
        var clock = new EmulatorClock(underneath);

        clock.Advance(TimeSpan.FromDays(3));
        underneath.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Start + TimeSpan.FromDays(3) + TimeSpan.FromHours(1), clock.GetUtcNow());
    }

    [Fact]
    public void Clock_SetBack_ShowsThePast()
    {
        var clock = new EmulatorClock(underneath);
        var moved = 0;
        clock.Moved += (_, _) => moved++;

        clock.Set(Start - TimeSpan.FromDays(365));
        Assert.Equal(Start - TimeSpan.FromDays(365), clock.GetUtcNow());
        clock.Reset();

        Assert.Equal((Start, 2), (clock.GetUtcNow(), moved));
    }

    [Fact]
    public void Advance_BeyondTheCalendar_IsRefused()
    {
        var clock = new EmulatorClock(underneath);

        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.MinValue));
        Assert.Equal(Start, clock.GetUtcNow());
    }
}
