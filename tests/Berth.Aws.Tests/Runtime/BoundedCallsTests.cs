using System.Text;
using Amazon.Runtime;
using Berth.Aws.Runtime;
using Berth.Names;
using Berth.Registries;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Aws.Tests.Runtime;

/// <summary>Faults of answers over a real socket: every call ends within its limits, and the same client works again afterwards.</summary>
public sealed class BoundedCallsTests
{
    private const string NotFound = """{"__type":"RepositoryNotFoundException","message":"no"}""";

    private static readonly RepositoryName Name = RepositoryName.Parse("web/app");

    private static readonly EcrClientOptions Defaults = new();

    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

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
        using var factory = Factory(time);

        Assert.Null(await Describe(factory, server));
        Assert.Equal(2, requests);
    }

    [Theory]
    [InlineData("before headers")]
    [InlineData("after headers")]
    [InlineData("in the body")]
    [InlineData("after the body")]
    [InlineData("drip")]
    public async Task Call_AlwaysStalled_EndsAndNamesTheCallAndTheClientRecovers(string stall)
    {
        var stalled = true;
        await using var server = await LocalServer.StartAsync(
            context => Volatile.Read(ref stalled) ? StallAsync(context, stall) : NotFoundAsync(context),
            null,
            Cancellation);
        using var factory = Factory(time);
        var start = time.GetUtcNow();

        var failure = await Assert.ThrowsAsync<EcrException>(() => Describe(factory, server));

        Assert.InRange(time.GetUtcNow() - start, Defaults.RequestTimeout, Defaults.OperationTimeout);
        Assert.Equal((EcrErrorKind.Unreachable, "DescribeRepositories"), (failure.Kind, failure.Operation));
        Assert.Contains("ECR DescribeRepositories on 'web/app'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("in time", failure.Message, StringComparison.Ordinal);

        Volatile.Write(ref stalled, false);
        Assert.Null(await Describe(factory, server));
    }

    [Theory]
    [InlineData(200, AnswerLimits.Settings)]
    [InlineData(400, AnswerLimits.Error)]
    public async Task Call_EndlessAnswer_IsReadUpToTheLimitOnce(int status, int limit)
    {
        var requests = 0;
        await using var server = await LocalServer.StartAsync(
            async context =>
            {
                Interlocked.Increment(ref requests);
                context.Response.StatusCode = status;
                var chunk = Encoding.ASCII.GetBytes(new string(' ', 64 * 1024));

                // After the client has closed the connection a write succeeds without being sent; only its result reports the end.
                while (!context.RequestAborted.IsCancellationRequested
                    && !(await context.Response.BodyWriter.WriteAsync(chunk, context.RequestAborted)).IsCompleted)
                {
                }
            },
            null,
            Cancellation);

        // Counts what the client takes from its socket: the server also counts what the buffers of the system hold.
        var received = new ReceivedBytes();
        using var handler = new SocketsHttpHandler { ConnectCallback = received.ConnectAsync };
        using var factory = Factory(handler: handler);

        var failure = await Assert.ThrowsAsync<EcrException>(() => Describe(factory, server));

        Assert.Equal(EcrErrorKind.UnusableAnswer, failure.Kind);
        Assert.Contains("larger than", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, requests);

        // .NET reads up to a megabyte more before it closes a connection whose answer was not read to its end.
        Assert.InRange(received.Count, limit, limit + (2 * 1024 * 1024));
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

    /// <summary>Stalls an answer, and moves the clock to the limit of the attempt.</summary>
    private async Task StallAsync(HttpContext context, string stall)
    {
        context.Response.StatusCode = 400;
        _ = Task.Run(() => time.Advance(Defaults.RequestTimeout), Cancellation);
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

    private static EcrClientFactory Factory(TimeProvider? time = null, HttpMessageHandler? handler = null) => new(new EcrClientOptions
    {
        Credentials = new BasicAWSCredentials("AKIDEXAMPLE", "caller-secret"),
        HttpMessageHandler = handler,
        TimeProvider = time ?? TimeProvider.System,
    });
}
