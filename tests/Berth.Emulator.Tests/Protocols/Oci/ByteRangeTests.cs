using Berth.Emulator.Protocols.Oci;

namespace Berth.Emulator.Tests.Protocols.Oci;

public sealed class ByteRangeTests
{
    [Theory]
    [InlineData("0-0", 0, 0)]
    [InlineData("0-99", 0, 99)]
    [InlineData(" 5-9 ", 5, 9)]
    [InlineData("bytes 5-9/10", 5, 9)]
    [InlineData("bytes 5-9/*", 5, 9)]
    [InlineData("4294967296-4294967297", 4294967296, 4294967297)]
    public void TryParseContentRange_Range_IsRead(string text, long first, long last)
    {
        Assert.True(ByteRange.TryParseContentRange(text, out var range));
        Assert.Equal(new ByteRange(first, last), range);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("5")]
    [InlineData("5-")]
    [InlineData("-5")]
    [InlineData("9-5")]
    [InlineData("+1-5")]
    [InlineData("0x1-5")]
    [InlineData("1-5-9")]
    [InlineData("a-b")]
    [InlineData("99999999999999999999-99999999999999999999")]
    public void TryParseContentRange_NoRange_IsRefused(string text) => Assert.False(ByteRange.TryParseContentRange(text, out _));

    [Theory]
    [InlineData("bytes=0-0", 0, 0)]
    [InlineData("bytes=500-1499", 500, 1499)]
    [InlineData("bytes=500-", 500, 2047)]
    [InlineData("bytes=-500", 1548, 2047)]
    [InlineData("bytes=-5000", 0, 2047)]
    [InlineData("bytes=2000-5000", 2000, 2047)]
    [InlineData("BYTES=2047-2047", 2047, 2047)]
    public void Apply_RangeWithin_GivesThePart(string header, long first, long last)
    {
        Assert.Equal(RangeRequest.Part, ByteRange.Apply(header, 2048, out var range));
        Assert.Equal(new ByteRange(first, last), range);
    }

    [Theory]
    [InlineData("bytes=2048-", 2048)]
    [InlineData("bytes=5000-10000", 2048)]
    [InlineData("bytes=500-0", 2048)]
    [InlineData("bytes=-0", 2048)]
    [InlineData("bytes=0-", 0)]
    [InlineData("bytes=-1", 0)]
    public void Apply_RangeOutside_IsUnsatisfiable(string header, long length) =>
        Assert.Equal(RangeRequest.Unsatisfiable, ByteRange.Apply(header, length, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("items=0-1")]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("bytes=x-y")]
    [InlineData("bytes=1-y")]
    [InlineData("bytes=-y")]
    [InlineData("bytes=")]
    [InlineData("bytes=5")]
    public void Apply_AnythingElse_GivesTheWhole(string? header)
    {
        Assert.Equal(RangeRequest.Whole, ByteRange.Apply(header, 2048, out var range));
        Assert.Equal(2048, range.Length);
    }
}
