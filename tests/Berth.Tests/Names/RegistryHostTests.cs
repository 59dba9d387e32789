using Berth.Names;

namespace Berth.Tests.Names;

public sealed class RegistryHostTests
{
    [Theory]
    [InlineData("ghcr.io", "ghcr.io", false)]
    [InlineData("GHCR.io", "ghcr.io", false)]
    [InlineData("localhost", "localhost", true)]
    [InlineData("localhost:5000", "localhost:5000", true)]
    [InlineData("123456789012.dkr.ecr.us-east-1.localhost:5000", "123456789012.dkr.ecr.us-east-1.localhost:5000", true)]
    [InlineData("127.0.0.1:65535", "127.0.0.1:65535", true)]
    [InlineData("10.0.0.1", "10.0.0.1", false)]
    [InlineData("[::1]:5000", "[::1]:5000", true)]
    [InlineData("[FE80::1]", "[fe80::1]", false)]
    [InlineData("registry-1.docker.io", "registry-1.docker.io", false)]
    public void TryParse_Host_AcceptsInLowerCase(string text, string written, bool isLoopback) =>
        Assert.Equal(isLoopback, ValueAssert.Accepts<RegistryHost>(text, written).IsLoopback);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://ghcr.io")]
    [InlineData("ghcr.io/")]
    [InlineData("ghcr.io/library")]
    [InlineData("ghcr.io:")]
    [InlineData("ghcr.io:0")]
    [InlineData("ghcr.io:65536")]
    [InlineData("ghcr.io:http")]
    [InlineData("user@ghcr.io")]
    [InlineData("-ghcr.io")]
    [InlineData("ghcr-.io")]
    [InlineData("ghcr..io")]
    [InlineData("ghcr.io.")]
    [InlineData("[::1")]
    [InlineData("[1:2]")]
    [InlineData("::1")]
    [InlineData("gh cr.io")]
    [InlineData("ghcr.io\n")]
    [InlineData("bücher.example")]
    public void TryParse_NoHost_Refuses(string? text) => ValueAssert.Refuses<RegistryHost>(text);

    [Fact]
    public void TryParse_NameOver253Characters_Refuses() =>
        ValueAssert.Refuses<RegistryHost>(string.Join('.', Enumerable.Repeat("abcdefghi", 26)));

    [Fact]
    public void TryParse_AnyText_NeverThrows() => ValueAssert.NeverThrows<RegistryHost>("aZ09.-:[]%/@");
}
