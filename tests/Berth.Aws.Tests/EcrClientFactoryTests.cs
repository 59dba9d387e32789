using Berth.Aws.Tests.Runtime;
using Berth.Names;
using Berth.Registries;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Aws.Tests;

/// <summary>What the factory keeps and how it reaches hosts. The proxy is found by the environment, so these tests run alone.</summary>
[Collection(nameof(SdkSettingsTests))]
public sealed class EcrClientFactoryTests : IDisposable
{
    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");

    private readonly AwsVariables variables = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => variables.Dispose();

    [Fact]
    public async Task For_MoreRegistriesThanTheCapacity_KeepsTheRecentAndAnEvictedClientWorks()
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = aws.Factory();
        var first = factory.For(Registry(0));
        Assert.Same(first, factory.For(Registry(0)));
        Assert.Null(await first.Repositories.DescribeRepositoryAsync(Name, Cancellation));

        for (var number = 1; number <= EcrClientFactory.Capacity; number++)
        {
            factory.For(Registry(number));
        }

        Assert.NotSame(first, factory.For(Registry(0)));
        Assert.Same(factory.For(Registry(EcrClientFactory.Capacity)), factory.For(Registry(EcrClientFactory.Capacity)));
        Assert.Null(await first.Repositories.DescribeRepositoryAsync(Name, Cancellation));
    }

    [Fact]
    public async Task RoleOf_MoreRolesThanTheCapacity_KeepsTheRecentAndAnEvictedClientWorks()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var aws = new ScriptedAws(call => call.IsSts
            ? ScriptedAws.Session("ASIA1", time.GetUtcNow().AddHours(1))
            : ScriptedAws.Error("RepositoryNotFoundException"));
        using var factory = aws.Factory(time);
        var client = factory.For(WithRole(0));
        Assert.Null(await client.Repositories.DescribeRepositoryAsync(Name, Cancellation));
        var first = factory.RoleOf(WithRole(0));

        for (var number = 1; number <= EcrClientFactory.Capacity; number++)
        {
            factory.RoleOf(WithRole(number));
        }

        Assert.NotSame(first, factory.RoleOf(WithRole(0)));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Null(await client.Repositories.DescribeRepositoryAsync(Name, Cancellation));
    }

    [Fact]
    public void For_AfterDisposal_Throws()
    {
        var factory = new EcrClientFactory();
        factory.Dispose();

        Assert.Throws<ObjectDisposedException>(() => factory.For(ScriptedAws.Registry));
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(5)]
    public async Task Token_ClockOfThisMachineDiffers_LastsAsLongAsForEcr(int hours)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        var server = time.GetUtcNow().AddHours(hours);
        using var aws = new ScriptedAws(_ =>
        {
            var answer = ScriptedAws.Json($$"""{"authorizationData":[{"authorizationToken":"QVdTOnA=","expiresAt":{{server.AddHours(12).ToUnixTimeSeconds()}}}]}""");
            answer.Headers.Date = server;
            return answer;
        });
        using var factory = aws.Factory(time);

        var token = await factory.For(ScriptedAws.Registry).GetAuthorizationTokenAsync(Cancellation);

        Assert.Equal(time.GetUtcNow().AddHours(12), token.ExpiresAt);
    }

    [Theory]
    [InlineData("http://ecr.example.test/", null, true)]
    [InlineData("http://ecr.example.test/", "other.test", true)]
    [InlineData("http://ecr.example.test/", "example.test", false)]
    [InlineData("http://127.0.0.1:9/", null, false)]
    [InlineData("http://localhost:9/", null, false)]
    public async Task Call_WithAProxyInTheEnvironment_UsesItExceptForLoopbackAndNoProxy(string endpoint, string? noProxy, bool isProxied)
    {
        var targets = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var proxy = await LocalServer.StartAsync(
            context =>
            {
                targets.Enqueue(context.Request.Host.Value ?? string.Empty);
                context.Response.StatusCode = 400;
                return context.Response.WriteAsync("""{"__type":"RepositoryNotFoundException","message":"no"}""", context.RequestAborted);
            },
            null,
            Cancellation);
        variables.SetKeys("AKIDENVIRONMENT");
        variables.Set("AWS_MAX_ATTEMPTS", "1");
        variables.Set("http_proxy", proxy.Address.AbsoluteUri);
        variables.Set("no_proxy", noProxy);
        using var factory = new EcrClientFactory();

        var failure = await Record.ExceptionAsync(
            () => factory.For(ScriptedAws.Registry with { Endpoint = new Uri(endpoint) }).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.Equal(isProxied ? ["ecr.example.test"] : [], targets);
        Assert.Equal(isProxied, failure is null);
    }

    private static EcrRegistry Registry(int number) => ScriptedAws.Registry with { Profile = $"profile-{number}" };

    private static EcrRegistry WithRole(int number) => ScriptedAws.Registry with
    {
        Role = AssumedRole.Create($"arn:aws:iam::123456789012:role/deployer-{number}", null, "assumeRole", []),
    };
}
