using Berth.Names;

namespace Berth.Tests.Names;

public sealed class PlatformTests
{
    [Theory]
    [InlineData("linux/amd64", null)]
    [InlineData("linux/arm/v7", null)]
    [InlineData("linux/arm64", null)]
    [InlineData("windows/amd64", null)]
    [InlineData("linux/x86_64", "linux/amd64")]
    [InlineData("Linux/AMD64", "linux/amd64")]
    [InlineData("linux/aarch64", "linux/arm64")]
    [InlineData("linux/arm64/v8", "linux/arm64")]
    [InlineData("linux/arm", "linux/arm/v7")]
    [InlineData("linux/amd64/v1", "linux/amd64")]
    public void Parse_KnownPlatform_IsNormal(string text, string? written) => ValueAssert.Accepts<Platform>(text, written);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("linux")]
    [InlineData("amd64")]
    [InlineData("linux/")]
    [InlineData("/amd64")]
    [InlineData("linux/amd64/")]
    [InlineData("linux/amd65")]
    [InlineData("linux/amd64/v9")]
    [InlineData("linux/arm64/v8/x")]
    [InlineData("plan9/amd64")]
    [InlineData("linux /amd64")]
    public void Parse_UnknownPlatform_IsRefused(string? text) => ValueAssert.Refuses<Platform>(text);

    [Fact]
    public void Parse_UnknownPlatform_ListsTheKnownOnes()
    {
        Assert.False(Platform.TryParse("linux/sparc", out _, out var reason));
        Assert.All(Platform.Known, known => Assert.Contains(known, reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Known_AreAllAccepted() => Assert.All(Platform.Known, known => ValueAssert.Accepts<Platform>(known));

    [Fact]
    public void Parse_AnyText_Answers() => ValueAssert.NeverThrows<Platform>("linuxamd64/v8rw");
}
