using Berth.Names;

namespace Berth.Tests.Names;

public sealed class TagTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("_")]
    [InlineData("cache")]
    [InlineData("20251203.1.production.k3v9x0aq")]
    [InlineData("V1.0-rc_1")]
    public void TryParse_Tag_Accepts(string text) => ValueAssert.Accepts<Tag>(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".a")]
    [InlineData("-a")]
    [InlineData("a+b")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a:b")]
    [InlineData("a@b")]
    [InlineData("tag\n")]
    [InlineData("é")]
    public void TryParse_NoTag_Refuses(string? text) => ValueAssert.Refuses<Tag>(text);

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void TryParse_Length_IsBounded(int length, bool isAccepted) =>
        Assert.Equal(isAccepted, Tag.TryParse(new string('a', length), out _));

    [Fact]
    public void TryParse_AnyText_NeverThrows() => ValueAssert.NeverThrows<Tag>("aZ0_.-+", 130);
}
