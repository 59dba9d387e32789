using System.Diagnostics;
using System.Text;
using Amazon.Runtime;
using Berth.Names;
using Berth.Registries;
using Microsoft.AspNetCore.Http;

namespace Berth.Aws.Tests.Runtime;

/// <summary>Faults of answers over a real socket: every call ends within its limits, and the same client works again afterwards.</summary>
public sealed class BoundedCallsTests
{
    private const string NotFound = """{"__type":"RepositoryNotFoundException","message":"no"}""";

    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");

    // Only a call without a limit reaches this.
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("before headers")]
    [InlineData("after headers")]
    [InlineData("in the body")]
    [InlineData("after the body")]
    [InlineData("drip")]
    public async Task Call_StalledOnce_SucceedsWithARetry(string stall)
    {
        var requests = 0;
        await using var server = await LocalServer.StartAsync(
            context => Interlocked.Increment(ref requests) == 1 ? StallAsync(context, stall) : NotFoundAsync(context),
            null,
            Cancellation);
        using var factory = Factory();

        Assert.Null(await Describe(factory, server));
        Assert.Equal(2, requests);
    }

    [Theory]
    [InlineData("before headers")]
    [InlineData("after headers")]
    [InlineData("in the body")]
    [InlineData("drip")]
    public async Task Call_AlwaysStalled_EndsAndNamesTheCallAndTheClientRecovers(string stall)
    {
        var stalled = true;
        await using var server = await LocalServer.StartAsync(
            context => Volatile.Read(ref stalled) ? StallAsync(context, stall) : NotFoundAsync(context),
            null,
            Cancellation);
        using var factory = Factory();
        var watch = Stopwatch.StartNew();

        var failure = await Assert.ThrowsAsync<EcrException>(() => Describe(factory, server));

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Generous);
        Assert.Equal((EcrErrorKind.Unreachable, "DescribeRepositories"), (failure.Kind, failure.Operation));
        Assert.Contains("ECR DescribeRepositories on 'web/app'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("in time", failure.Message, StringComparison.Ordinal);

        Volatile.Write(ref stalled, false);
        Assert.Null(await Describe(factory, server));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task Call_EndlessAnswer_IsRefusedWithBoundedMemory(int status)
    {
        long sent = 0;
        await using var server = await LocalServer.StartAsync(
            async context =>
            {
                context.Response.StatusCode = status;
                var chunk = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));

                // A write after the client has closed the connection succeeds without being sent; only the flush reports it.
                while (!(await context.Response.BodyWriter.WriteAsync(chunk, context.RequestAborted)).IsCompleted)
                {
                    Interlocked.Add(ref sent, chunk.Length);
                }
            },
            null,
            Cancellation);
        using var factory = Factory(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(40));

        var failure = await Assert.ThrowsAsync<EcrException>(() => Describe(factory, server));

        Assert.Equal(EcrErrorKind.UnusableAnswer, failure.Kind);
        Assert.Contains("larger than", failure.Message, StringComparison.Ordinal);
        Assert.InRange(sent, 0, 64 * 1024 * 1024);
    }

    [Theory]
    [InlineData("""{"repositories":[{"repositoryName":"\ud800"}]}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"repositories":[{"createdAt":1e300}]}""")]
    [InlineData("""{"repositories":[{"createdAt":"9999-12-31T23:59:59-14:00"}]}""")]
    [InlineData("""{"repositories":[null]}""")]
    [InlineData("""{"repositories":null}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task Call_NonsenseAnswer_IsAnEcrException(string body)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(body));
        using var factory = aws.Factory();

        var failure = await Record.ExceptionAsync(() => factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));

        Assert.True(failure is null or EcrException, failure?.ToString());
    }

    [Theory]
    [InlineData("""{"authorizationData":null}""")]
    [InlineData("""{"authorizationData":[null]}""")]
    [InlineData("""{"authorizationData":[{"authorizationToken":null,"expiresAt":1}]}""")]
    [InlineData("""{"authorizationData":[{"authorizationToken":"\ud800","expiresAt":1}]}""")]
    [InlineData("""{"authorizationData":[{"authorizationToken":"QVdTOnA=","expiresAt":1e19}]}""")]
    [InlineData("""{"authorizationData":[{"authorizationToken":"QVdTOnA=","expiresAt":253402300800}]}""")]
    [InlineData("""{"authorizationData":[{"authorizationToken":"QVdTOnA=","expiresAt":"\ud800"}]}""")]
    [InlineData("""{"authorizationData":[{"authorizationToken":"AAAA","expiresAt":1}]}""")]
    public async Task Token_NonsenseAnswer_IsUnusable(string body)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(body));
        using var factory = aws.Factory();

        var failure = await Assert.ThrowsAsync<EcrException>(() => factory.For(ScriptedAws.Registry).GetAuthorizationTokenAsync(Cancellation));

        Assert.Equal(EcrErrorKind.UnusableAnswer, failure.Kind);
    }

    [Theory]
    [InlineData("""{"__type":"\ud800","message":"x"}""")]
    [InlineData("""{"__type":null,"message":"\udfff"}""")]
    [InlineData("[[[")]
    public async Task Error_NonsenseBody_IsAnEcrException(string body)
    {
        using var aws = new ScriptedAws(_ => ScriptedAws.Json(body, System.Net.HttpStatusCode.BadRequest));
        using var factory = aws.Factory();

        await Assert.ThrowsAsync<EcrException>(() => factory.For(ScriptedAws.Registry).Repositories.DescribeRepositoryAsync(Name, Cancellation));
    }

    private static async Task StallAsync(HttpContext context, string stall)
    {
        context.Response.StatusCode = 400;
        switch (stall)
        {
            case "after headers":
                await context.Response.StartAsync(context.RequestAborted);
                break;
            case "in the body":
                await context.Response.WriteAsync(NotFound[..10], context.RequestAborted);
                break;
            case "after the body":
                await context.Response.WriteAsync(NotFound, context.RequestAborted);
                break;
            case "drip":
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.WriteAsync(" ", context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, context.RequestAborted);
                }

                break;
        }

        await context.Response.Body.FlushAsync(context.RequestAborted);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
    }

    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = 400;
        return context.Response.WriteAsync(NotFound, context.RequestAborted);
    }

    private static async Task<object?> Describe(EcrClientFactory factory, LocalServer server) =>
        await factory.For(new EcrRegistry(RegistryHost.Parse(server.Address.Authority), AccountId.Parse("123456789012"), Region.Parse("us-east-1"))
        {
            Endpoint = server.Address,
        }).Repositories.DescribeRepositoryAsync(Name, Cancellation);

    private static EcrClientFactory Factory(TimeSpan? attempt = null, TimeSpan? operation = null) => new(new EcrClientOptions
    {
        Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "caller-secret"),
        RequestTimeout = attempt ?? TimeSpan.FromSeconds(2),
        OperationTimeout = operation ?? TimeSpan.FromSeconds(15),
    });
}
