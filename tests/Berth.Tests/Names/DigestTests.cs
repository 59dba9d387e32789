using System.Security.Cryptography;
using Berth.Names;
using CsCheck;

namespace Berth.Tests.Names;

public sealed class DigestTests
{
    private const string Hex = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("sha256:" + Hex, "sha256")]
    [InlineData("sha512:" + Hex + Hex, "sha512")]
    public void TryParse_Digest_AcceptsAndKnowsItsParts(string text, string algorithm)
    {
        var digest = ValueAssert.Accepts<Digest>(text);
        Assert.Equal((algorithm, text[7..]), (digest.Algorithm, digest.Hex));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(Hex)]
    [InlineData("sha256:")]
    [InlineData("sha256:" + Hex + "0")]
    [InlineData("sha256-" + Hex)]
    [InlineData("sha512:" + Hex)]
    [InlineData("md5:d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("SHA256:" + Hex)]
    [InlineData("sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("sha256:g3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("sha256:../c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public void TryParse_NoDigest_Refuses(string? text) => ValueAssert.Refuses<Digest>(text);

    [Fact]
    public void OfSha256_AnyContent_IsTheDigestOfItsText() =>
        Gen.Byte.Array.Sample(content =>
        {
            var hash = SHA256.HashData(content);
            Assert.Equal(Digest.Parse("sha256:" + Convert.ToHexStringLower(hash)), Digest.OfSha256(hash));
        });

    [Fact]
    public void OfSha256_AnotherLength_Throws() => Assert.Throws<ArgumentException>(() => Digest.OfSha256(new byte[31]));

    [Fact]
    public void TryParse_AnyText_NeverThrows() => ValueAssert.NeverThrows<Digest>("sha256:0f", 72);
}
