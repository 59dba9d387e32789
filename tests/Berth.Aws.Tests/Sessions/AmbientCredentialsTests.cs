using System.Net;
using Berth.Aws.Tests.Runtime;
using Berth.Names;
using Berth.Registries;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Aws.Tests.Sessions;

/// <summary>Sources of credentials that hang or provide credentials that AWS rejects. They are found by the environment, so these tests run alone.</summary>
[Collection(nameof(SdkSettingsTests))]
public sealed class AmbientCredentialsTests : IDisposable
{
    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");

    private static readonly EcrClientOptions Defaults = new();

    private readonly AwsVariables variables = new();
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private bool stalls = true;
    private int requests;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Expiration => TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", null);

    public void Dispose() => variables.Dispose();

    [Fact]
    public async Task ContainerEndpoint_Hangs_EndsAtTheLimitAndRecovers()
    {
        await using var server = await StallingAsync(_ => $$"""{"AccessKeyId":"ASIACONTAINER","SecretAccessKey":"s","Token":"t","Expiration":"{{Expiration}}"}""");
        variables.Set("AWS_CONTAINER_CREDENTIALS_FULL_URI", new Uri(server.Address, "/credentials").AbsoluteUri);

        await EndsAtTheLimitAndRecoversAsync(ScriptedAws.Registry, () => Volatile.Read(ref requests) > 0, () => Volatile.Write(ref stalls, false), "ASIACONTAINER");
    }

    [Fact]
    public async Task InstanceMetadata_Hangs_EndsAtTheLimitAndRecovers()
    {
        await using var server = await StallingAsync(path => path switch
        {
            "/latest/api/token" => "metadata-token",
            "/latest/meta-data/iam/security-credentials/" => "instance-role",
            _ => $$"""{"Code":"Success","LastUpdated":"2026-01-01T00:00:00Z","Type":"AWS-HMAC","AccessKeyId":"ASIAINSTANCE","SecretAccessKey":"s","Token":"t","Expiration":"{{Expiration}}"}""",
        });
        variables.Set("AWS_EC2_METADATA_DISABLED", "false");
        variables.Set("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.Address.AbsoluteUri);

        await EndsAtTheLimitAndRecoversAsync(ScriptedAws.Registry, () => Volatile.Read(ref requests) > 0, () => Volatile.Write(ref stalls, false), "ASIAINSTANCE");
    }

    [Fact]
    public async Task WebIdentity_StsHangs_EndsAtTheLimitAndRecovers()
    {
        await using var server = await StallingAsync(_ =>
            $"""
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
            <AssumedRoleUser><AssumedRoleId>AROAX:s</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn></AssumedRoleUser>
            <Credentials><AccessKeyId>ASIAWEB</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
            <Expiration>{Expiration}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
            """);
        variables.Set("AWS_ENDPOINT_URL_STS", server.Address.AbsoluteUri);
        variables.Set("AWS_REGION", "eu-central-1");
        variables.Set("AWS_WEB_IDENTITY_TOKEN_FILE", TestEnvironment.WebIdentityToken);
        variables.Set("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/of-the-pod");

        await EndsAtTheLimitAndRecoversAsync(ScriptedAws.Registry, () => Volatile.Read(ref requests) > 0, () => Volatile.Write(ref stalls, false), "ASIAWEB");
    }

    [Fact]
    public async Task CredentialProcess_Hangs_EndsAtTheLimitAndRecovers()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the process is a shell script");
        var process = TestEnvironment.CredentialProcess;
        await File.WriteAllTextAsync(process.HangFile, string.Empty, Cancellation);

        await EndsAtTheLimitAndRecoversAsync(
            ScriptedAws.Registry with { Profile = "process" },
            () => File.Exists(process.StartedFile),
            () => File.Delete(process.HangFile),
            "AKIDPROCESS");
    }

    [Fact]
    public async Task SsoProfile_WithoutSession_SaysHowToSignIn()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json("{}"));
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws });

        foreach (var profile in new[] { "sso-signed-out", "through-sso" })
        {
            var failure = await Assert.ThrowsAsync<EcrException>(
                () => factory.For(ScriptedAws.Registry with { Profile = profile }).Repositories.DescribeRepositoryAsync(Name, Cancellation));

            Assert.Equal(EcrErrorKind.InvalidCredentials, failure.Kind);
            Assert.Contains("aws sso login --profile sso-signed-out", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("ExpiredTokenException")]
    [InlineData("UnrecognizedClientException")]
    public async Task Credentials_Rejected_AreResolvedAnewAndTheCallIsRepeated(string code)
    {
        variables.SetKeys("AKIDFIRST");
        using var aws = new ScriptedAws(call =>
        {
            if (!call.Authorization!.Contains("AKIDFIRST/", StringComparison.Ordinal))
            {
                return ScriptedAws.Error("RepositoryNotFoundException");
            }

            variables.SetKeys("AKIDSECOND");
            return ScriptedAws.Error(code, status: HttpStatusCode.Forbidden);
        });
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws });

        Assert.Null(await factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));
        Assert.Equal(2, aws.Calls.Count);
        Assert.Contains("AKIDSECOND/", aws.Calls.Last().Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_AlwaysRejected_AreTriedExactlyTwice()
    {
        variables.SetKeys("AKIDFIRST");
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("UnrecognizedClientException"));
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws });

        var failure = await Assert.ThrowsAsync<EcrException>(() => factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal(EcrErrorKind.InvalidCredentials, failure.Kind);
        Assert.Equal(2, aws.Calls.Count);
    }

    [Fact]
    public async Task Credentials_RejectedBySts_AreResolvedAnewAndTheCallIsRepeated()
    {
        variables.SetKeys("AKIDFIRST");
        using var aws = new ScriptedAws(call =>
        {
            if (!call.IsSts)
            {
                return ScriptedAws.Error("RepositoryNotFoundException");
            }

            if (!call.Authorization!.Contains("AKIDFIRST/", StringComparison.Ordinal))
            {
                return ScriptedAws.Session("ASIA1", TimeProvider.System.GetUtcNow().AddHours(1));
            }

            variables.SetKeys("AKIDSECOND");
            return new HttpResponseMessage(HttpStatusCode.Forbidden)
            {
                Content = new StringContent(
                    """<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>ExpiredToken</Code><Message>no</Message></Error></ErrorResponse>"""),
            };
        });
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws });
        var registry = ScriptedAws.Registry with { Role = AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", null, "assumeRole", []) };

        Assert.Null(await factory.For(registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));
        Assert.Equal(2, aws.Calls.Count(call => call.IsSts));
    }

    private Task<LocalServer> StallingAsync(Func<string, string> answer) => LocalServer.StartAsync(
        async context =>
        {
            Interlocked.Increment(ref requests);
            if (Volatile.Read(ref stalls))
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            }

            await context.Response.WriteAsync(answer(context.Request.Path), context.RequestAborted);
        },
        null,
        Cancellation);

    private async Task EndsAtTheLimitAndRecoversAsync(EcrRegistry registry, Func<bool> hangs, Action recover, string accessKey)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws, TimeProvider = time });
        var repositories = factory.For(registry).Repositories;

        var call = repositories.DescribeRepositoryAsync(Name, Cancellation);
        await Waiting.UntilAsync(hangs, Cancellation);
        Assert.False(call.IsCompleted);
        await Waiting.UntilAsync(
            () =>
            {
                time.Advance(Defaults.RequestTimeout);
                return call.IsCompleted;
            },
            Cancellation);

        var failure = await Assert.ThrowsAsync<EcrException>(() => call);
        Assert.Equal((EcrErrorKind.InvalidCredentials, "DescribeRepositories"), (failure.Kind, failure.Operation));
        Assert.Contains("did not answer within 20.8 s", failure.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Calls);

        // The clock does not move any more: the call below has no limit but that of the test.
        recover();
        Assert.Null(await repositories.DescribeRepositoryAsync(Name, Cancellation));
        Assert.Contains($"Credential={accessKey}/", Assert.Single(aws.Calls).Authorization, StringComparison.Ordinal);
    }
}
