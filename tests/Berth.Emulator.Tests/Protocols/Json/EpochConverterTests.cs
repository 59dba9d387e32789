using Berth.Emulator.Protocols.Json;

namespace Berth.Emulator.Tests.Protocols.Json;

public sealed class EpochConverterTests
{
    [Theory]
    [InlineData(1563223656000, "1.563223656E9")]
    [InlineData(1563223656123, "1.563223656123E9")]
    [InlineData(1563223656120, "1.56322365612E9")]
    [InlineData(1000000000000, "1.0E9")]
    [InlineData(10_000_000_000_000, "1.0E10")]
    [InlineData(1000000, "1.0E3")]
    [InlineData(0, "0.0")]
    [InlineData(999, "0.999")]
    [InlineData(-5000, "-5.0")]
    public void Format_OfATime_IsWrittenLikeEcr(long milliseconds, string expected)
    {
        Span<char> text = stackalloc char[32];

        var length = EpochConverter.Format(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), text);

        Assert.Equal(expected, text[..length].ToString());
    }
}
