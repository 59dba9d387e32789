using Berth.Emulator.Access;
using Berth.Emulator.Tests.Protocols.Sts;
using Microsoft.Extensions.Time.Testing;
using static Berth.Emulator.Tests.Access.Policy;

namespace Berth.Emulator.Tests.Access;

/// <summary>A deployment's session over every protocol of an emulator.</summary>
public sealed class SessionOverHttpTests : IAsyncLifetime
{
    private const string ScopedPolicy =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},{"Effect":"Allow","Action":"ecr:BatchGetImage","Resource":"arn:aws:ecr:us-east-1:111111111111:repository/projects/a"}]}""";

    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));
    private BerthEmulator emulator = null!;

    public async ValueTask InitializeAsync()
    {
        var access = AccessCases.All["session without a policy"];
        emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(AccessSetting.Identities(access)), TimeProvider = clock },
            TestContext.Current.CancellationToken);
        using var administrator = new SignedEcr(emulator, AccessSetting.AdministratorOf(Home));
        await administrator.OkAsync("CreateRepository", """{"repositoryName":"projects/a"}""");
    }

    public async ValueTask DisposeAsync() => await emulator.DisposeAsync();

    [Fact]
    public async Task Session_UntilItsEnd_IsAccepted_AndThenRefused()
    {
        using var sts = new StsClient(emulator, AccessSetting.UserKey);
        var credentials = await sts.AssumeAsync(Role, ScopedPolicy, seconds: 900);
        using var build = new SignedEcr(emulator, credentials);
        using var identity = new StsClient(emulator, credentials);
        await build.LoginAsync(Home);

        clock.Advance(TimeSpan.FromSeconds(899));
        Assert.Equal(404, (await build.SendAsync(HttpMethod.Get, "/v2/projects/a/manifests/none")).Status);
        await build.OkAsync("BatchGetImage", """{"repositoryName":"projects/a","imageIds":[{"imageTag":"none"}]}""");
        Assert.Equal(200, (await identity.CallAsync("GetCallerIdentity")).Status);

        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            (403, "DENIED", "Your authorization token has expired. Reauthenticate and try again."),
            await build.SendAsync(HttpMethod.Get, "/v2/projects/a/manifests/none"));
        Assert.Equal(403, (await build.SendAsync(HttpMethod.Get, "/v2/")).Status);
        var answer = await build.CallAsync("BatchGetImage", """{"repositoryName":"projects/a","imageIds":[{"imageTag":"none"}]}""");
        Assert.Equal((400, "ExpiredTokenException"), (answer.Status, answer.Json.GetProperty("__type").GetString()));
        Assert.Equal((403, "ExpiredToken", "The security token included in the request is expired"), await identity.ErrorAsync("GetCallerIdentity"));
    }

    [Fact]
    public async Task Token_OfASession_SaysWhenTheSessionEnds()
    {
        using var sts = new StsClient(emulator, AccessSetting.UserKey);
        using var build = new SignedEcr(emulator, await sts.AssumeAsync(Role, ScopedPolicy, seconds: 900));

        var data = (await build.OkAsync("GetAuthorizationToken", "{}")).GetProperty("authorizationData")[0];

        Assert.Equal(clock.GetUtcNow().AddSeconds(900).ToUnixTimeSeconds(), data.GetProperty("expiresAt").GetDouble());
    }

    [Theory]
    [InlineData("AKIANOBODY0000000001", 400, "UnrecognizedClientException", 403, "InvalidClientTokenId")]
    [InlineData("AKIACALLERCALLER0001", 400, "InvalidSignatureException", 403, "SignatureDoesNotMatch")]
    public async Task Credentials_ThatAreWrong_AreRefusedInEachProtocolsWords(string key, int apiStatus, string apiCode, int stsStatus, string stsCode)
    {
        var wrong = new TestCredentials(key, "not the secret of that key");
        using var api = new SignedEcr(emulator, wrong);
        using var sts = new StsClient(emulator, wrong);

        var answer = await api.CallAsync("DescribeRepositories", "{}");
        var error = await sts.ErrorAsync("GetCallerIdentity");

        Assert.Equal((apiStatus, apiCode), (answer.Status, answer.Json.GetProperty("__type").GetString()));
        Assert.Equal((stsStatus, stsCode), (error.Status, error.Code));
    }

    [Fact]
    public async Task Registry_WithoutAToken_AsksForOne_EvenWhereAnonymousAccessIsSet()
    {
        await using var open = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(AccessSetting.Identities(AccessCases.All["nothing allows"])), AnonymousAccess = true },
            TestContext.Current.CancellationToken);
        using var http = new HttpClient(open.CreateHandler()) { BaseAddress = open.Endpoint };

        using var response = await http.GetAsync(new Uri("/v2/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task AssumeRole_WithPolicyAndTags_TellsThePackedSize()
    {
        using var sts = new StsClient(emulator, AccessSetting.UserKey);

        var (status, xml) = await sts.CallAsync("AssumeRole", ("RoleArn", Role), ("RoleSessionName", "session"), ("Policy", ScopedPolicy));

        Assert.Equal(200, status);
        Assert.Equal($"{((ScopedPolicy.Length * 100) + 2047) / 2048}", StsClient.Text(xml, "PackedPolicySize"));
    }
}
