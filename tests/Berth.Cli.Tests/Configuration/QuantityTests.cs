using Berth.Cli.Configuration;

namespace Berth.Cli.Tests.Configuration;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("500", 500L)]
    [InlineData("500B", 500L)]
    [InlineData("1kB", 1000L)]
    [InlineData("1KiB", 1024L)]
    [InlineData("1.5 GiB", 1610612736L)]
    [InlineData("200MB", 200_000_000L)]
    [InlineData("", null)]
    [InlineData("B", null)]
    [InlineData("-1", null)]
    [InlineData("1e3", null)]
    [InlineData("1TB", null)]
    [InlineData("0x10", null)]
    [InlineData("99999999999GB", null)]
    public void ParseBytes_OfAText_GivesTheNumber(string text, long? bytes) => Assert.Equal(bytes, Quantity.ParseBytes(text));

    [Theory]
    [InlineData("60", 60.0)]
    [InlineData("90s", 90.0)]
    [InlineData("5m", 300.0)]
    [InlineData("1h", 3600.0)]
    [InlineData("250ms", 0.25)]
    [InlineData("24h", 86400.0)]
    [InlineData("25h", null)]
    [InlineData("soon", null)]
    [InlineData("-5s", null)]
    [InlineData("", null)]
    public void ParseTime_OfAText_GivesTheTime(string text, double? seconds) => Assert.Equal(seconds, Quantity.ParseTime(text)?.TotalSeconds);
}
