using System.Net;
using System.Text;
using Amazon.Runtime;
using Berth.Aws.Credentials;
using Berth.Credentials;
using Berth.Emulator;
using Berth.Emulator.Access;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories;
using Berth.Repositories.Settings.Encrypting;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Aws.Tests.Credentials;

/// <summary>Scoped credentials against an emulator that verifies signatures and enforces policies.</summary>
public sealed class EcrScopedCredentialsTests
{
    private const string Secret = "platform-secret-key-for-tests";

    private const string Policy =
        """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":3},"action":{"type":"expire"}}]}""";

    private static readonly RepositoryName Own = RepositoryName.Parse("deployments/proj_a");
    private static readonly RepositoryName Foreign = RepositoryName.Parse("deployments/proj_b");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Granted_ForABuild_ReachesItsRepositoryAndNoOther()
    {
        await using var emulator = await StartAsync();
        using var platform = Platform(emulator);
        await CreateAsync(platform, emulator);

        var granted = Assert.IsType<ScopedCredentialsGranted>(await ScopedAsync(platform, Request(emulator, "deployer")));

        Assert.False(granted.IsBroad);
        Assert.Equal(("AWS", emulator.RegistryHost), (granted.Credentials.UserName, granted.Credentials.Host));
        Assert.Equal(granted.Keys!.ExpiresAt, granted.Credentials.ExpiresAt);
        using var build = new EcrClientFactory(new EcrClientOptions
        {
            Credentials = new SessionAWSCredentials(granted.Keys.AccessKeyId, granted.Keys.SecretAccessKey.Reveal(), granted.Keys.SessionToken.Reveal()),
        });
        var client = build.For(At(emulator));
        var missing = ImageIdentifierOf("v1");
        Assert.Single((await client.Images.GetAsync(Own, [missing], null, Cancellation)).Failures);
        await DeniedAsync(() => client.Images.GetAsync(Foreign, [missing], null, Cancellation));
        await DeniedAsync(() => client.Images.ListAsync(Own, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask());
        await DeniedAsync(() => client.Repositories.DescribeRepositoryAsync(Own, Cancellation));
        await DeniedAsync(() => client.Catalog.ListAsync(Cancellation).ToListAsync(Cancellation).AsTask());
        await DeniedAsync(() => client.Catalog.DeleteRepositoryAsync(Own, true, Cancellation));
        await DeniedAsync(() => client.Repositories.PutLifecyclePolicyAsync(Own, Policy, Cancellation));
    }

    [Fact]
    public async Task Granted_ThroughTheDockerDoor_ReachesItsRepositoryUntilItsEnd()
    {
        await using var emulator = await StartAsync();
        using var platform = Platform(emulator);
        await CreateAsync(platform, emulator);
        var granted = Assert.IsType<ScopedCredentialsGranted>(await ScopedAsync(platform, Request(emulator, "deployer")));
        using var docker = new HttpClient { BaseAddress = emulator.Endpoint };
        docker.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"AWS:{granted.Credentials.Password.Reveal()}")));

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"v2/{Own}/manifests/v1"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync($"v2/{Foreign}/manifests/v1"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync($"v2/{Foreign}/tags/list"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("v2/_catalog"));
        emulator.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Contains(await StatusAsync($"v2/{Own}/manifests/v1"), (HttpStatusCode[])[HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized]);

        async Task<HttpStatusCode> StatusAsync(string path)
        {
            using var response = await docker.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Granted_IsKnownByProjectEnvironmentAndDeployment()
    {
        using var aws = new ScriptedAws(call => call.IsSts
            ? ScriptedAws.Session("ASIA1", TimeProvider.System.GetUtcNow().AddHours(1))
            : ScriptedAws.Json("""{"authorizationData":[{"authorizationToken":"QVdTOnM6ZWM6cmV0","expiresAt":4.0E9,"proxyEndpoint":"https://x"}]}"""));
        using var factory = aws.Factory();
        var registry = ScriptedAws.Registry with { Role = AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", "shared", "assumeRole", []) };
        var request = ScopedCredentialsRequest.Create(registry, Own, ScopedAccess.Pull, TimeSpan.FromMinutes(20), SessionIdentity.Of("proj_a", "production", "k3v9x0aq"));

        var granted = Assert.IsType<ScopedCredentialsGranted>(await ScopedAsync(factory, request));

        var sts = Assert.Single(aws.Calls, call => call.IsSts);
        Assert.Contains("RoleSessionName=proj_a.production.k3v9x0aq", sts.Body, StringComparison.Ordinal);
        Assert.Contains("DurationSeconds=1200", sts.Body, StringComparison.Ordinal);
        Assert.Contains("ExternalId=shared", sts.Body, StringComparison.Ordinal);
        Assert.Contains("Tags.member.1.Key=berth%3Aproject", sts.Body, StringComparison.Ordinal);
        Assert.Contains("repository%2Fdeployments%2Fproj_a", sts.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("PutImage", sts.Body, StringComparison.Ordinal);
        Assert.Equal("s:ec:ret", granted.Credentials.Password.Reveal());
        Assert.InRange(granted.Credentials.ExpiresAt!.Value, DateTimeOffset.UnixEpoch, TimeProvider.System.GetUtcNow().AddHours(1));
        Assert.DoesNotContain("session-secret", granted.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_WithoutARole_SaysWhatToConfigureAndMakesNoCall()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json("{}"));
        using var factory = aws.Factory();
        var request = ScopedCredentialsRequest.Create(ScriptedAws.Registry, Own, ScopedAccess.Pull, TimeSpan.FromHours(1), Identity());

        var refused = Assert.IsType<ScopedCredentialsRefused>(await ScopedAsync(factory, request));

        Assert.Equal(ScopedRefusalReason.NoRole, refused.Reason);
        Assert.Contains("assumeRole.roleArn", refused.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Calls);
    }

    [Theory]
    [InlineData("closed", null)]
    [InlineData("guarded", null)]
    [InlineData("guarded", "wrong-external-id")]
    [InlineData("absent", null)]
    public async Task Refused_ByTheRole_NamesPrincipalActionResourceAndStatements(string role, string? externalId)
    {
        await using var emulator = await StartAsync();
        using var platform = Platform(emulator);

        var refused = Assert.IsType<ScopedCredentialsRefused>(await ScopedAsync(platform, Request(emulator, role, externalId)));

        Assert.Equal(ScopedRefusalReason.RoleNotAssumable, refused.Reason);
        Assert.Equal("arn:aws:iam::123456789012:user/platform", refused.Principal);
        Assert.Equal($"arn:aws:iam::123456789012:role/{role}", refused.Statement?.Resource);
        Assert.Equal("arn:aws:iam::123456789012:user/platform", refused.TrustStatement?.Principal);
        Assert.Contains("sts:AssumeRole", refused.Message, StringComparison.Ordinal);
        Assert.Contains(refused.Statement!.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.DoesNotContain("wrong-external-id", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Granted_ByTheRightExternalId_Works()
    {
        await using var emulator = await StartAsync();
        using var platform = Platform(emulator);

        Assert.IsType<ScopedCredentialsGranted>(await ScopedAsync(platform, Request(emulator, "guarded", "right-external-id")));
    }

    [Fact]
    public async Task Refused_ForLongerThanTheRolesMaximum_SaysSo()
    {
        await using var emulator = await StartAsync();
        using var platform = Platform(emulator);

        var refused = Assert.IsType<ScopedCredentialsRefused>(await ScopedAsync(platform, Request(emulator, "deployer", duration: TimeSpan.FromHours(2))));

        Assert.Equal(ScopedRefusalReason.RequestNotAccepted, refused.Reason);
        Assert.Contains("maximum session duration", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_ForARoleWithoutTokens_NamesTheRolesPolicy()
    {
        await using var emulator = await StartAsync();
        using var platform = Platform(emulator);

        var refused = Assert.IsType<ScopedCredentialsRefused>(await ScopedAsync(platform, Request(emulator, "tokenless")));

        Assert.Equal(ScopedRefusalReason.RoleLacksPermission, refused.Reason);
        Assert.Contains("ecr:GetAuthorizationToken", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broad_WhereAllowed_ReplacesTheRefusalAndSaysSo()
    {
        await using var emulator = await StartAsync();
        using var platform = Platform(emulator);
        var request = ScopedCredentialsRequest.Create(At(emulator), Own, ScopedAccess.PushAndPull, TimeSpan.FromHours(1), Identity()) with { AllowBroad = true };

        var granted = Assert.IsType<ScopedCredentialsGranted>(await ScopedAsync(platform, request));

        Assert.True(granted.IsBroad);
        Assert.Equal(ScopedRefusalReason.NoRole, granted.InPlaceOf?.Reason);
        Assert.Null(granted.Keys);
    }

    private static Aws.Images.ImageIdentifier ImageIdentifierOf(string tag) => Aws.Images.ImageIdentifier.Of(Tag.Parse(tag));

    private static SessionIdentity Identity() => SessionIdentity.Of("proj_a", "production", "k3v9x0aq");

    private static async Task DeniedAsync(Func<Task> call) =>
        Assert.Equal(EcrErrorKind.AccessDenied, (await Assert.ThrowsAsync<EcrException>(call)).Kind);

    private static async Task CreateAsync(EcrClientFactory platform, BerthEmulator emulator)
    {
        var creation = new RepositoryCreation(TagMutability.Immutable, Encryption.Aes256, null, []);
        await platform.For(At(emulator)).Repositories.CreateRepositoryAsync(Own, creation, Cancellation);
        await platform.For(At(emulator)).Repositories.CreateRepositoryAsync(Foreign, creation, Cancellation);
    }

    private static Task<ScopedCredentialsResult> ScopedAsync(EcrClientFactory clients, ScopedCredentialsRequest request) =>
        new EcrScopedCredentials(clients, new AuthorizationTokens(clients, TimeProvider.System)).GetAsync(request, Cancellation);

    private static EcrRegistry At(BerthEmulator emulator) =>
        new(emulator.RegistryHost, AccountId.Parse("123456789012"), Region.Parse("us-east-1")) { Endpoint = emulator.Endpoint };

    private static ScopedCredentialsRequest Request(BerthEmulator emulator, string role, string? externalId = null, TimeSpan? duration = null) =>
        ScopedCredentialsRequest.Create(
            At(emulator) with { Role = AssumedRole.Create($"arn:aws:iam::123456789012:role/{role}", externalId, "assumeRole", []) },
            Own,
            ScopedAccess.PushAndPull,
            duration ?? TimeSpan.FromHours(1),
            Identity());

    private static EcrClientFactory Platform(BerthEmulator emulator)
    {
        Assert.NotNull(emulator);
        return new EcrClientFactory(new EcrClientOptions { Credentials = new BasicAWSCredentials("AKIAPLATFORM00000001", Secret) });
    }

    private static Task<BerthEmulator> StartAsync() => BerthEmulator.StartAsync(
        new EmulatorOptions
        {
            Identities = IdentityDirectory.Parse(
                $$"""
                {
                  "accounts": {
                    "123456789012": {
                      "users": {
                        "platform": {
                          "accessKeys": [{ "id": "AKIAPLATFORM00000001", "secret": "{{Secret}}" }],
                          "policies": { "all": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": ["ecr:*", "sts:*"], "Resource": "*" } } }
                        }
                      },
                      "roles": {
                        "deployer": { {{Trust("")}}, {{Grant("ecr:*")}} },
                        "guarded": { {{Trust(""", "Condition": { "StringEquals": { "sts:ExternalId": "right-external-id" } }""")}}, {{Grant("ecr:*")}} },
                        "tokenless": { {{Trust("")}}, {{Grant("ecr:PutImage")}} },
                        "closed": {
                          "trust": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": "210987654321" }, "Action": "sts:AssumeRole" } },
                          {{Grant("ecr:*")}}
                        }
                      }
                    }
                  }
                }
                """),
        },
        Cancellation);

    private static string Trust(string condition) =>
        $$""" "trust": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": "arn:aws:iam::123456789012:root" }, "Action": ["sts:AssumeRole", "sts:TagSession"]{{condition}} } }""";

    private static string Grant(string action) =>
        $$""" "policies": { "p": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "{{action}}", "Resource": "*" } } }""";
}
