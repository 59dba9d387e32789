namespace Berth.Aws.Runtime;

/// <summary>Converts between the clock of a host and the clock of this machine.</summary>
internal static class ClockSkew
{
    /// <summary>Converts a time by the clock of a host to this machine's clock.</summary>
    /// <param name="hostTime">The time by the clock of the host.</param>
    /// <param name="skew">How far the clock of the host is ahead.</param>
    public static DateTimeOffset ToLocal(DateTimeOffset hostTime, TimeSpan skew)
    {
        var ticks = Math.Clamp(hostTime.UtcTicks - skew.Ticks, DateTimeOffset.MinValue.Ticks, DateTimeOffset.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }
}
