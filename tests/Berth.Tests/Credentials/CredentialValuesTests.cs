using System.Text;
using Berth.Credentials;
using Berth.Names;

namespace Berth.Tests.Credentials;

public sealed class CredentialValuesTests
{
    private static readonly RegistryHost Host = RegistryHost.Parse("123456789012.dkr.ecr.eu-central-1.amazonaws.com");
    private static readonly DateTimeOffset End = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("AWS:secret", "AWS", "secret")]
    [InlineData("AWS:with:colons:in:it", "AWS", "with:colons:in:it")]
    [InlineData("AWS::", "AWS", ":")]
    public void Token_IsSplitAtItsFirstColon(string text, string user, string password)
    {
        Assert.True(RegistryCredentials.TryRead(Host, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)), End, out var credentials));

        Assert.Equal((user, password, End), (credentials.UserName, credentials.Password.Reveal(), credentials.ExpiresAt));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("QVdT")]
    [InlineData("QVdTOg==")]
    [InlineData("OnNlY3JldA==")]
    public void Token_WithoutUserOrPassword_IsRefused(string? token) =>
        Assert.False(RegistryCredentials.TryRead(Host, token, End, out _));

    [Fact]
    public void Secrets_InText_AreHidden()
    {
        var credentials = new RegistryCredentials(Host, "AWS", new Secret("top-secret"), End);
        var keys = new SessionKeys("ASIA1", new Secret("top-secret"), new Secret("top-secret"), End);
        var granted = new ScopedCredentialsGranted(credentials, keys);

        Assert.DoesNotContain("top-secret", $"{credentials} {keys} {granted} {credentials.Password}", StringComparison.Ordinal);
        Assert.Contains("(hidden)", credentials.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Secrets_OfTheSameText_AreEqual()
    {
        Assert.Equal(new Secret("a"), new Secret("a"));
        Assert.NotEqual(new Secret("a"), new Secret("b"));
        Assert.Equal(new Secret("a").GetHashCode(), new Secret("a").GetHashCode());
    }

    [Fact]
    public void Credentials_HoldUntilTheirEnd()
    {
        var credentials = new RegistryCredentials(Host, "AWS", new Secret("s"), End);

        Assert.True(credentials.HoldAt(End.AddTicks(-1)));
        Assert.False(credentials.HoldAt(End));
        Assert.True((credentials with { ExpiresAt = null }).HoldAt(DateTimeOffset.MaxValue));
    }
}
