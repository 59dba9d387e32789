using System.Text;
using Berth.Emulator.Access;
using Berth.Emulator.Access.Policies;
using Berth.Emulator.Access.Tokens;
using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access;

public sealed class TokenTests
{
    private const int MinLength = 2300;
    private const int MaxLength = 2700;

    [Fact]
    public async Task Token_WithoutIdentities_HasTheLengthOfEcrs()
    {
        await using var emulator = await BerthEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        using var ecr = new EcrClient(emulator);

        var answer = await ecr.OkAsync("GetAuthorizationToken", "{}");
        var token = answer.GetProperty("authorizationData")[0].GetProperty("authorizationToken").GetString()!;

        Check(Encoding.ASCII.GetString(Convert.FromBase64String(token)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"arn:aws:ecr:*:*:repository/projects/a"}]}""")]
    public async Task Token_OfASession_HasTheLengthOfEcrs(string? policy)
    {
        var bench = new AccessBench(AccessSetting.Identities(
            new AccessCase("token", AccessReason.Allowed) { IsSession = true, Identity = Document(Allow("ecr:*")) }));
        var session = await bench.AssumeAsync(await bench.CallerAsync(AccessSetting.UserKey), AccessBench.RoleRequest(Role) with { Policy = policy });

        Check("AWS:" + bench.Access.IssueToken(session, bench.Clock.GetUtcNow().AddHours(12)));
    }

    [Fact]
    public void Seal_RegistryToken_OpensOnlyAsItWasSealed()
    {
        var tokens = new SealedTokens(new byte[32]);
        byte[] payload = [1, 2, 3];
        foreach (var kind in Enum.GetValues<SealedTokens.Kind>())
        {
            var token = tokens.Seal(kind, payload);
            Assert.True(tokens.TryOpenBytes(kind, token, out var opened));
            Assert.Equal(payload, opened);
            Assert.All(Enum.GetValues<SealedTokens.Kind>().Where(other => other != kind), other => Assert.False(tokens.TryOpenBytes(other, token, out _)));

            var changed = token.ToCharArray();
            changed[^10] = changed[^10] == 'A' ? 'B' : 'A';
            Assert.False(tokens.TryOpenBytes(kind, new string(changed), out _));
            Assert.False(new SealedTokens(Enumerable.Repeat((byte)1, 32).ToArray()).TryOpenBytes(kind, token, out _));
        }
    }

    [Fact]
    public void Seal_PayloadLongerThanEcrsTokens_IsKeptWhole()
    {
        var payload = new byte[5000];
        payload[^1] = 7;
        var tokens = new SealedTokens(new byte[32]);

        Assert.True(tokens.TryOpenBytes(SealedTokens.Kind.Registry, tokens.Seal(SealedTokens.Kind.Registry, payload), out var opened));
        Assert.Equal(payload, opened);
    }

    private static void Check(string credentials)
    {
        var password = credentials["AWS:".Length..];
        Assert.StartsWith("AWS:", credentials, StringComparison.Ordinal);
        Assert.InRange(password.Length, MinLength, MaxLength);
        Assert.Matches("^[A-Za-z0-9+/]+=*$", password);
    }
}
