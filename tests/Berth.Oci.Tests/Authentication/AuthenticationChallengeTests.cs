using Berth.Oci.Authentication;
using CsCheck;

namespace Berth.Oci.Tests.Authentication;

public sealed class AuthenticationChallengeTests
{
    [Theory]
    [InlineData("""realm="https://auth.example/token",service="registry",scope="repository:a/b:pull,push" """, "https://auth.example/token", "registry", "repository:a/b:pull,push")]
    [InlineData("""realm="https://auth.example/token" """, "https://auth.example/token", null, null)]
    [InlineData("""Realm = "x" , SERVICE=registry""", "x", "registry", null)]
    [InlineData("realm=x,service=y,scope=z", "x", "y", "z")]
    [InlineData("""realm="a \"quoted\" realm" """, "a \"quoted\" realm", null, null)]
    [InlineData("""realm="unfinished""", "unfinished", null, null)]
    [InlineData("", null, null, null)]
    [InlineData(null, null, null, null)]
    [InlineData(",,,", null, null, null)]
    [InlineData("nonsense", null, null, null)]
    [InlineData("=x", null, null, null)]
    public void Parse_Parameters_AreRead(string? text, string? realm, string? service, string? scope)
    {
        var challenge = new AuthenticationChallenge("bearer", AuthenticationChallenge.ParseParameters(text));

        Assert.Equal((realm, service, scope), (challenge.Realm, challenge.Service, challenge.Scope));
    }

    [Fact]
    public void Parse_AnyText_Ends() =>
        Gen.Char["ab=\", \\"].Array[0, 40].Select(letters => new string(letters)).Sample(text => AuthenticationChallenge.ParseParameters(text).Count >= 0);
}
