using Berth.Emulator.Access;
using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access.Sessions;

public sealed class RoleSessionTests
{
    private const string Build = $"arn:aws:iam::{Home}:role/build";
    private const string Chained = $"arn:aws:iam::{Home}:role/chained";
    private const string Guest = $"arn:aws:iam::{Other}:role/guest";
    private const string Closed = $"arn:aws:iam::{Home}:role/closed";
    private const string Named = $"arn:aws:iam::{Home}:role/named";
    private const string ByRoot = $"arn:aws:iam::{Home}:role/by-root";

    private static readonly TestCredentials Key = new("AKIACALLERCALLER0001", "caller-secret-caller-secret");
    private static readonly TestCredentials Powerless = new("AKIAPOWERLESS0000001", "powerless-secret-powerless");

    private readonly AccessBench bench = new($$"""
        { "accounts": {
          "{{Home}}": {
            "users": {
              "caller": {
                "accessKeys": [{ "id": "{{Key.AccessKey}}", "secret": "{{Key.SecretKey}}" }],
                "policies": { "all": {{Document(Allow("sts:*"), Deny("sts:AssumeRole", $"arn:aws:iam::{Home}:role/denied"))}} }
              },
              "powerless": { "accessKeys": [{ "id": "{{Powerless.AccessKey}}", "secret": "{{Powerless.SecretKey}}" }] }
            },
            "roles": {
              "build": { "maxSessionDuration": 7200, "trust": {{Document(Allow("sts:AssumeRole sts:TagSession sts:SetSourceIdentity", null, Home))}}, "policies": { "all": {{Document(Allow("*"))}} } },
              "chained": { "maxSessionDuration": 43200, "trust": {{Document(Allow("sts:AssumeRole sts:TagSession sts:SetSourceIdentity", null, Build))}}, "policies": { "all": {{Document(Allow("*"))}} } },
              "closed": { "trust": {{Document(Allow("sts:AssumeRole", null, Other))}} },
              "denied": { "trust": {{Document(Allow("sts:AssumeRole", null, Home))}} },
              "untagged": { "trust": {{Document(Allow("sts:AssumeRole", null, Home))}} },
              "named": { "trust": {{Document(Allow("sts:AssumeRole", null, $"arn:aws:iam::{Home}:user/powerless"))}} },
              "by-root": { "trust": {{Document(Allow("sts:AssumeRole", null, $"arn:aws:iam::{Home}:root"))}} }
            }
          },
          "{{Other}}": {
            "roles": {
              "guest": { "trust": {{Document(Allow("sts:AssumeRole", null, Home, When("StringEquals", "sts:ExternalId", "berth-1")))}}, "policies": { "all": {{Document(Allow("ecr:*"))}} } }
            }
          }
        } }
        """);

    [Fact]
    public async Task Assume_TrustedCaller_ActsAsTheSession()
    {
        var caller = await bench.CallerAsync(Key);

        var session = await bench.AssumeAsync(caller, AccessBench.RoleRequest(Build, "deploy-1"));

        Assert.Equal($"arn:aws:sts::{Home}:assumed-role/build/deploy-1", session.Arn);
        Assert.StartsWith("AROA", session.UserId, StringComparison.Ordinal);
        Assert.EndsWith(":deploy-1", session.UserId, StringComparison.Ordinal);
        Assert.StartsWith("ASIA", session.AccessKeyId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("berth-1", true)]
    [InlineData("berth-2", false)]
    [InlineData("Berth-1", false)]
    [InlineData(null, false)]
    public async Task Assume_AcrossAccounts_NeedsTheExternalId(string? externalId, bool isAllowed)
    {
        var caller = await bench.CallerAsync(Key);

        var denial = Denied(caller, AccessBench.RoleRequest(Guest) with { ExternalId = externalId });

        Assert.Equal(
            isAllowed ? null : new Denial(403, "AccessDenied", $"User: arn:aws:iam::{Home}:user/caller is not authorized to perform: sts:AssumeRole on resource: {Guest}"),
            denial);
    }

    [Theory]
    [InlineData(Build, false)]
    [InlineData(ByRoot, false)]
    [InlineData(Guest, false)]
    [InlineData(Named, true)]
    public async Task Assume_CallerWithoutPolicies_NeedsToBeNamedItself(string role, bool isAllowed)
    {
        var caller = await bench.CallerAsync(Powerless);

        Assert.Equal(isAllowed, Denied(caller, AccessBench.RoleRequest(role) with { ExternalId = "berth-1" }) is null);
    }

    [Theory]
    [InlineData(Closed)]
    [InlineData(Named)]
    [InlineData(Chained)]
    [InlineData($"arn:aws:iam::{Home}:role/denied")]
    [InlineData($"arn:aws:iam::{Home}:role/missing")]
    [InlineData("arn:aws:iam::333333333333:role/build")]
    public async Task Assume_RoleThatDoesNotTrustTheCaller_IsDeniedInOneText(string role)
    {
        var caller = await bench.CallerAsync(Key);

        Assert.Equal(
            new Denial(403, "AccessDenied", $"User: arn:aws:iam::{Home}:user/caller is not authorized to perform: sts:AssumeRole on resource: {role}"),
            Denied(caller, AccessBench.RoleRequest(role)));
    }

    [Theory]
    [InlineData(900, null)]
    [InlineData(7200, null)]
    [InlineData(7201, "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")]
    public async Task Assume_Duration_IsLimitedByTheRole(int seconds, string? message)
    {
        var caller = await bench.CallerAsync(Key);

        Assert.Equal(message, Denied(caller, AccessBench.RoleRequest(Build, seconds: seconds))?.Message);
    }

    [Theory]
    [InlineData(3600, null)]
    [InlineData(3601, "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.")]
    public async Task Assume_FromASession_LastsAtMostAnHour(int seconds, string? message)
    {
        var session = await bench.AssumeAsync(await bench.CallerAsync(Key), AccessBench.RoleRequest(Build));

        Assert.Equal(message, Denied(session, AccessBench.RoleRequest(Chained, seconds: seconds))?.Message);
    }

    [Fact]
    public async Task Assume_FromASessionLimitedByItsPolicy_IsDenied()
    {
        var session = await bench.AssumeAsync(await bench.CallerAsync(Key), AccessBench.RoleRequest(Build) with { Policy = Document(Allow("ecr:*")) });

        Assert.Equal("AccessDenied", Denied(session, AccessBench.RoleRequest(Chained))?.Code);
    }

    [Theory]
    [InlineData(900)]
    [InlineData(7200)]
    public async Task Session_AfterItsEnd_IsRefusedByBothProtocols(int seconds)
    {
        var caller = await bench.CallerAsync(Key);
        Assert.True(bench.Access.TryAssumeRole(caller, AccessBench.RoleRequest(Build, seconds: seconds), out var session, out _));
        var credentials = AccessBench.CredentialsOf(session);
        var token = bench.Access.IssueToken(await bench.CallerAsync(credentials), bench.Clock.GetUtcNow().AddHours(12));

        bench.Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.True(bench.Access.TryReadToken(token, out _, out _));
        Assert.Null((await bench.AuthenticateAsync(credentials)).Denial);

        bench.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(bench.Access.TryReadToken(token, out _, out var isExpired));
        Assert.True(isExpired);
        Assert.Equal(
            new Denial(400, "ExpiredTokenException", "The security token included in the request is expired"),
            (await bench.AuthenticateAsync(credentials)).Denial);
        Assert.Equal(
            new Denial(403, "ExpiredToken", "The security token included in the request is expired"),
            (await bench.AuthenticateAsync(credentials, "sts")).Denial);
    }

    [Fact]
    public async Task Token_OfAUser_EndsWhenItsTimeIsOver()
    {
        var token = bench.Access.IssueToken(await bench.CallerAsync(Key), bench.Clock.GetUtcNow().AddHours(12));

        bench.Clock.Advance(TimeSpan.FromHours(12));

        Assert.False(bench.Access.TryReadToken(token, out _, out var isExpired));
        Assert.True(isExpired);
    }

    [Theory]
    [InlineData("AKIAUNKNOWN000000001", "caller-secret-caller-secret", null, "UnrecognizedClientException")]
    [InlineData("AKIACALLERCALLER0001", "another-secret-another-secret", null, "InvalidSignatureException")]
    [InlineData("AKIACALLERCALLER0001", "caller-secret-caller-secret", "bm8gdG9rZW4=", "UnrecognizedClientException")]
    [InlineData("ASIACALLERCALLER0001", "caller-secret-caller-secret", null, "UnrecognizedClientException")]
    public async Task Authenticate_UnknownCredentials_AreRefused(string key, string secret, string? token, string code) =>
        Assert.Equal(code, (await bench.AuthenticateAsync(new TestCredentials(key, secret, token))).Denial?.Code);

    [Fact]
    public async Task Authenticate_SessionTokenOfAnotherSession_IsRefused()
    {
        var caller = await bench.CallerAsync(Key);
        Assert.True(bench.Access.TryAssumeRole(caller, AccessBench.RoleRequest(Build), out var first, out _));
        Assert.True(bench.Access.TryAssumeRole(caller, AccessBench.RoleRequest(Build), out var second, out _));

        var mixed = AccessBench.CredentialsOf(first) with { SessionToken = second.SessionToken };

        Assert.Equal("UnrecognizedClientException", (await bench.AuthenticateAsync(mixed)).Denial?.Code);
    }

    [Fact]
    public async Task Authenticate_RegistryTokenAsSessionToken_IsRefused()
    {
        var caller = await bench.CallerAsync(Key);
        var token = bench.Access.IssueToken(caller, bench.Clock.GetUtcNow().AddHours(1));

        Assert.Equal("UnrecognizedClientException", (await bench.AuthenticateAsync(Key with { SessionToken = token })).Denial?.Code);
        Assert.False(bench.Access.TryReadToken(token + "A", out _, out var isExpired));
        Assert.False(isExpired);
    }

    [Fact]
    public async Task Assume_Tags_NeedTagSessionOfTheTrustPolicyToo()
    {
        var caller = await bench.CallerAsync(Key);
        var tags = new Dictionary<string, string> { ["project"] = "a" };

        Assert.Null(Denied(caller, AccessBench.RoleRequest(Build) with { Tags = tags }));
        Assert.Contains(
            "is not authorized to perform: sts:TagSession on resource",
            Denied(caller, AccessBench.RoleRequest($"arn:aws:iam::{Home}:role/untagged") with { Tags = tags })?.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assume_TransitiveTag_IsInheritedAndKept()
    {
        var tags = new Dictionary<string, string> { ["project"] = "a", ["build"] = "7" };
        var session = await bench.AssumeAsync(
            await bench.CallerAsync(Key), AccessBench.RoleRequest(Build) with { Tags = tags, TransitiveTagKeys = ["project"] });

        var next = await bench.AssumeAsync(session, AccessBench.RoleRequest(Chained));
        var denial = Denied(session, AccessBench.RoleRequest(Chained) with { Tags = new Dictionary<string, string> { ["project"] = "b" } });

        var principal = ((Berth.Emulator.Access.Sessions.TrustedPrincipal)next.Principal!).Principal;
        Assert.Equal([new KeyValuePair<string, string>("project", "a")], principal.Tags);
        Assert.Equal("ValidationError", denial?.Code);
    }

    [Fact]
    public async Task Assume_SourceIdentity_CannotBeChangedByTheNextSession()
    {
        var session = await bench.AssumeAsync(await bench.CallerAsync(Key), AccessBench.RoleRequest(Build) with { SourceIdentity = "alice" });

        Assert.Null(Denied(session, AccessBench.RoleRequest(Chained)));
        Assert.Equal("AccessDenied", Denied(session, AccessBench.RoleRequest(Chained) with { SourceIdentity = "mallory" })?.Code);
    }

    [Theory]
    [InlineData(2048, 100, null)]
    [InlineData(2049, null, "PackedPolicyTooLarge")]
    public async Task Assume_PolicySize_IsLimited(int characters, int? percent, string? code)
    {
        var caller = await bench.CallerAsync(Key);
        var policy = Document(Allow("ecr:*")).PadRight(characters);

        bench.Access.TryAssumeRole(caller, AccessBench.RoleRequest(Build) with { Policy = policy }, out var session, out var denial);

        Assert.Equal(percent, session?.PackedPolicySize);
        Assert.Equal(code, denial?.Code);
    }

    [Fact]
    public async Task Assume_PolicyAndTagsTogether_AreLimited()
    {
        var caller = await bench.CallerAsync(Key);
        var request = AccessBench.RoleRequest(Build) with
        {
            Policy = Document(Allow("ecr:*")).PadRight(2040),
            Tags = new Dictionary<string, string> { ["project"] = "abc" },
        };

        Assert.Equal(
            new Denial(400, "PackedPolicyTooLarge", "Packed size of session policies and session tags consumes 101% of allotted space."),
            Denied(caller, request));
    }

    [Fact]
    public async Task Assume_FaultySessionPolicy_SaysWhatIsWrong()
    {
        var caller = await bench.CallerAsync(Key);

        var denial = Denied(caller, AccessBench.RoleRequest(Build) with { Policy = """{"Statement":[{"Effect":"Allow","Action":"ecr:*"}]}""" });

        Assert.Equal(
            new Denial(400, "MalformedPolicyDocument", "Policy.Statement[0].Resource: it is missing; write Resource or NotResource"),
            denial);
    }

    [Fact]
    public async Task Session_OfAnEmulatorWithTheSameSecret_IsKnownThere()
    {
        var identities = AccessSetting.Identities(AccessCases.All["session without a policy"]);
        var first = new AccessBench(identities, [1, 2, 3]);
        var second = new AccessBench(identities, [1, 2, 3]);
        var third = new AccessBench(identities, [4, 5, 6]);

        Assert.True(first.Access.TryAssumeRole(await first.CallerAsync(AccessSetting.UserKey), AccessBench.RoleRequest(Role), out var session, out _));

        Assert.Null((await second.AuthenticateAsync(AccessBench.CredentialsOf(session))).Denial);
        Assert.Equal("UnrecognizedClientException", (await third.AuthenticateAsync(AccessBench.CredentialsOf(session))).Denial?.Code);
    }

    private Denial? Denied(Caller caller, RoleRequest request)
    {
        bench.Access.TryAssumeRole(caller, request, out _, out var denial);
        return denial;
    }
}
