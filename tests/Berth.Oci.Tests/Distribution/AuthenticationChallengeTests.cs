using Berth.Oci.Distribution;
using CsCheck;

namespace Berth.Oci.Tests.Distribution;

public sealed class AuthenticationChallengeTests
{
    [Theory]
    [InlineData("""Bearer realm="https://auth.example/token",service="registry",scope="repository:a/b:pull,push" """, "https://auth.example/token", "registry", "repository:a/b:pull,push")]
    [InlineData("""bearer realm="https://auth.example/token" """, "https://auth.example/token", null, null)]
    [InlineData("""BEARER Realm = "x" , SERVICE=registry""", "x", "registry", null)]
    [InlineData("Bearer realm=x,service=y,scope=z", "x", "y", "z")]
    [InlineData("Bearer realm=https://auth.example/token?a=b,service=y", "https://auth.example/token?a=b", "y", null)]
    [InlineData("""Bearer realm="a \"quoted\" realm" """, "a \"quoted\" realm", null, null)]
    [InlineData("""Bearer realm="unfinished""", "unfinished", null, null)]
    [InlineData("""Basic realm="b", Bearer realm="x",service="y" """, "x", "y", null)]
    [InlineData("""Negotiate abcd==, Bearer realm="x" """, "x", null, null)]
    [InlineData("""Negotiate, Bearer realm="x" """, "x", null, null)]
    [InlineData("""Bearer realm="first",realm="second" """, "first", null, null)]
    [InlineData("""Bearer realm="Basic realm=y, Bearer" """, "Basic realm=y, Bearer", null, null)]
    [InlineData("""  ,, Bearer   realm = "x"  ,, service="y",""", "x", "y", null)]
    [InlineData("Bearer", null, null, null)]
    [InlineData("Bearer ,,,", null, null, null)]
    public void Parse_OfBearer_ReadsItsParameters(string header, string? realm, string? service, string? scope)
    {
        var challenge = AuthenticationChallenge.Parse([header]).First(each => each.Scheme == "bearer");

        Assert.Equal((realm, service, scope), (challenge.Realm, challenge.Service, challenge.Scope));
    }

    [Theory]
    [InlineData("")]
    [InlineData(",,,")]
    [InlineData("=x")]
    [InlineData("\"Bearer\"")]
    public void Parse_WithoutAChallenge_FindsNoScheme(string header) => Assert.DoesNotContain(AuthenticationChallenge.Parse([header]), each => each.Realm is not null);

    [Fact]
    public void Parse_OfSeveralHeaders_KeepsTheirOrder() =>
        Assert.Equal(["basic", "bearer", "digest"], AuthenticationChallenge.Parse(["Basic realm=x, Bearer realm=y", "Digest realm=z"]).Select(challenge => challenge.Scheme));

    [Fact]
    public void Parse_OfAVeryLongHeader_IsBounded() =>
        Assert.InRange(AuthenticationChallenge.Parse([string.Concat(Enumerable.Repeat("Basic a, ", 100_000))]).Count, 1, 16);

    [Fact]
    public void Parse_OfAnyText_Ends() =>
        Gen.Char["ab=\", \\\té"].Array[0, 40].Select(letters => new string(letters)).Sample(text => AuthenticationChallenge.Parse([text]).Count >= 0);
}
