using Berth.Names;
using Berth.Registries;
using Microsoft.AspNetCore.Http;

namespace Berth.Aws.Tests.Runtime;

/// <summary>The settings that every AWS SDK shares. They are read from the process's environment, so these tests run alone.</summary>
[Collection(nameof(SdkSettingsTests))]
[CollectionDefinition(nameof(SdkSettingsTests), DisableParallelization = true)]
public sealed class SdkSettingsTests : IDisposable
{
    private readonly AwsVariables variables = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => variables.Dispose();

    [Fact]
    public async Task KeysInTheEnvironment_SignTheCall()
    {
        UseKeys();

        var call = await DescribeAsync(ScriptedAws.Registry);

        Assert.Contains("Credential=AKIDENVIRONMENT/", call.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfileOfTheEnvironment_SignsTheCall()
    {
        Set("AWS_PROFILE", "plain");

        Assert.Contains("Credential=AKIDPLAIN/", (await DescribeAsync(ScriptedAws.Registry)).Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfileOfTheRegistry_GoesBeforeTheEnvironment()
    {
        UseKeys();

        var call = await DescribeAsync(ScriptedAws.Registry with { Profile = "plain" });

        Assert.Contains("Credential=AKIDPLAIN/", call.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebIdentity_OfTheEnvironment_IsExchangedForASession()
    {
        var asked = new TaskCompletionSource<string>();
        await using var sts = await StsAsync("AssumeRoleWithWebIdentity", asked);
        Set("AWS_ENDPOINT_URL_STS", sts.Address.AbsoluteUri);
        Set("AWS_REGION", "eu-central-1");
        Set("AWS_WEB_IDENTITY_TOKEN_FILE", TestEnvironment.WebIdentityToken);
        Set("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/of-the-pod");

        var call = await DescribeAsync(ScriptedAws.Registry);

        Assert.Contains("Credential=ASIAEXCHANGED/", call.Authorization, StringComparison.Ordinal);
        Assert.Contains("Action=AssumeRoleWithWebIdentity", await asked.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WebIdentity_Refused_IsAnErrorInTheWordsOfSts()
    {
        await using var sts = await LocalServer.StartAsync(
            context =>
            {
                context.Response.StatusCode = 403;
                return context.Response.WriteAsync(
                    """<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not authorized to perform sts:AssumeRoleWithWebIdentity</Message></Error><RequestId>r-1</RequestId></ErrorResponse>""",
                    context.RequestAborted);
            },
            null,
            Cancellation);
        Set("AWS_ENDPOINT_URL_STS", sts.Address.AbsoluteUri);
        Set("AWS_REGION", "eu-central-1");
        Set("AWS_WEB_IDENTITY_TOKEN_FILE", TestEnvironment.WebIdentityToken);
        Set("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/of-the-pod");

        var failure = await Assert.ThrowsAsync<EcrException>(() => DescribeAsync(ScriptedAws.Registry));

        Assert.Equal(EcrErrorKind.InvalidCredentials, failure.Kind);
        Assert.Contains("Not authorized to perform sts:AssumeRoleWithWebIdentity", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("oidc-token", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfileWithARole_AssumesIt()
    {
        var asked = new TaskCompletionSource<string>();
        await using var sts = await StsAsync("AssumeRole", asked);
        Set("AWS_ENDPOINT_URL_STS", sts.Address.AbsoluteUri);
        Set("AWS_REGION", "eu-central-1");

        var call = await DescribeAsync(ScriptedAws.Registry with { Profile = "chained" });

        Assert.Contains("Credential=ASIAEXCHANGED/", call.Authorization, StringComparison.Ordinal);
        Assert.Contains("role%2Ffrom-profile", await asked.Task, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfileOfSso_IsExchangedForASession()
    {
        await using var portal = await LocalServer.StartAsync(
            context => context.Response.WriteAsync(
                context.Request.Headers["x-amz-sso_bearer_token"] == "sso-token"
                    ? """{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t","expiration":4000000000000}}"""
                    : "{}",
                context.RequestAborted),
            null,
            Cancellation);
        Set("AWS_ENDPOINT_URL_SSO", portal.Address.AbsoluteUri);

        var call = await DescribeAsync(ScriptedAws.Registry with { Profile = "sso" });

        Assert.Contains("Credential=ASIASSO/", call.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfileWithServices_NamesTheEndpointOfEcr()
    {
        var call = await DescribeAsync(ScriptedAws.Registry with { Profile = "of-config" });

        Assert.Equal("ecr-of-services.example", call.Uri.Host);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL", "https://all.example/", "all.example")]
    [InlineData("AWS_ENDPOINT_URL_ECR", "https://ecr.example/", "ecr.example")]
    [InlineData("AWS_ENDPOINT_URL_STS", "https://sts.example/", "api.ecr.eu-central-1.amazonaws.com")]
    public async Task EndpointOfTheEnvironment_TakesTheCallsOfItsService(string variable, string value, string host)
    {
        UseKeys();
        Set(variable, value);

        var call = await DescribeAsync(ScriptedAws.Registry);

        Assert.Equal(host, call.Uri.Host);
        Assert.Contains("/eu-central-1/ecr/aws4_request", call.Authorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EndpointOfTheEnvironment_ForSts_TakesTheRolesCalls()
    {
        UseKeys();
        Set("AWS_ENDPOINT_URL_STS", "https://sts.example/");
        using var aws = new ScriptedAws(call => call.IsSts
            ? ScriptedAws.Session("ASIA1", DateTimeOffset.MaxValue.AddYears(-7000))
            : ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws });
        var registry = ScriptedAws.Registry with
        {
            Role = AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", null, "assumeRole", []),
        };

        await factory.For(registry).Repositories.DescribeRepositoryAsync(RepositoryName.Parse("web/app"), Cancellation);

        Assert.Equal(["sts.example", "api.ecr.eu-central-1.amazonaws.com"], aws.Calls.Select(call => call.Uri.Host));
    }

    [Fact]
    public async Task EndpointOfTheEnvironment_WhenIgnored_IsNotUsed()
    {
        UseKeys();
        Set("AWS_ENDPOINT_URL", "https://all.example/");
        Set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");

        Assert.Equal("api.ecr.eu-central-1.amazonaws.com", (await DescribeAsync(ScriptedAws.Registry)).Uri.Host);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL", "not an address")]
    [InlineData("AWS_ENDPOINT_URL_ECR", "ftp://localhost/")]
    [InlineData("AWS_ENDPOINT_URL_STS", "not an address")]
    public async Task EndpointOfTheEnvironment_Invalid_FailsTheCall(string variable, string value)
    {
        UseKeys();
        Set(variable, value);
        using var aws = new ScriptedAws(call => call.IsSts
            ? ScriptedAws.Session("ASIA1", DateTimeOffset.MaxValue.AddYears(-7000))
            : ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws });
        var repositories = factory.For(ScriptedAws.Registry with
        {
            Role = AssumedRole.Create("arn:aws:iam::123456789012:role/deployer", null, "assumeRole", []),
        }).Repositories;

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = await Assert.ThrowsAsync<EcrException>(() => repositories.DescribeRepositoryAsync(RepositoryName.Parse("web/app"), Cancellation));

            Assert.Equal(EcrErrorKind.InvalidRequest, failure.Kind);
        }

        Assert.DoesNotContain(aws.Calls, call => !call.IsSts);
    }

    [Fact]
    public async Task EndpointOfTheRegistry_GoesBeforeTheEnvironment()
    {
        UseKeys();
        Set("AWS_ENDPOINT_URL_ECR", "https://ecr.example/");

        var call = await DescribeAsync(ScriptedAws.Registry with { Endpoint = new Uri("http://localhost:5000") });

        Assert.Equal("localhost", call.Uri.Host);
    }

    [Theory]
    [InlineData("AWS_USE_FIPS_ENDPOINT", "api.ecr-fips.eu-central-1.amazonaws.com")]
    [InlineData("AWS_USE_DUALSTACK_ENDPOINT", "ecr.eu-central-1.api.aws")]
    public async Task VariantOfTheEnvironment_ChoosesTheEndpoint(string variable, string host)
    {
        UseKeys();
        Set(variable, "true");

        Assert.Equal(host, (await DescribeAsync(ScriptedAws.Registry)).Uri.Host);
    }

    [Fact]
    public async Task MaxAttemptsOfTheEnvironment_LimitsTheRetries()
    {
        UseKeys();
        Set("AWS_MAX_ATTEMPTS", "1");
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("ThrottlingException"));
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws });

        await Assert.ThrowsAsync<EcrException>(() => factory.For(ScriptedAws.Registry).Repositories
            .DescribeRepositoryAsync(RepositoryName.Parse("web/app"), Cancellation));

        Assert.Single(aws.Calls);
    }

    [Fact]
    public async Task NoCredentialsAnywhere_IsAnErrorThatSaysWhatToSet()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json("{}"));
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws });

        var failure = await Assert.ThrowsAsync<EcrException>(() => factory
            .For(ScriptedAws.Registry with { Profile = "absent" }).Repositories
            .DescribeRepositoryAsync(RepositoryName.Parse("web/app"), Cancellation));

        Assert.Equal(EcrErrorKind.InvalidCredentials, failure.Kind);
        Assert.Contains("AWS_PROFILE", failure.Message, StringComparison.Ordinal);
        Assert.Contains("absent", failure.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Calls);
    }

    private static async Task<RecordedCall> DescribeAsync(EcrRegistry registry)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = new EcrClientFactory(new EcrClientOptions { HttpMessageHandler = aws });
        await factory.For(registry).Repositories.DescribeRepositoryAsync(RepositoryName.Parse("web/app"), Cancellation);
        return Assert.Single(aws.Calls);
    }

    private static Task<LocalServer> StsAsync(string action, TaskCompletionSource<string> asked) => LocalServer.StartAsync(
        async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            asked.TrySetResult(await reader.ReadToEndAsync(context.RequestAborted));
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(
                $"""
                <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result>
                <AssumedRoleUser><AssumedRoleId>AROAX:s</AssumedRoleId><Arn>arn:aws:sts::123456789012:assumed-role/r/s</Arn></AssumedRoleUser>
                <Credentials><AccessKeyId>ASIAEXCHANGED</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
                <Expiration>{TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials>
                </{action}Result><ResponseMetadata><RequestId>c6104cbe-af31-11e0-8154-cbc7ccf896c7</RequestId></ResponseMetadata></{action}Response>
                """,
                context.RequestAborted);
        },
        null,
        Cancellation);

    private void UseKeys() => variables.SetKeys("AKIDENVIRONMENT");

    private void Set(string name, string? value) => variables.Set(name, value);
}
