using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Berth.Convergence.Tests;

/// <summary>A proxy between a process and the emulator, on a port of its own, that can change or delay responses.</summary>
internal sealed class Proxy : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly HttpMessageInvoker emulator;
    private int connections;

    private Proxy(WebApplication application, HttpMessageHandler handler)
    {
        this.application = application;
        emulator = new HttpMessageInvoker(handler, disposeHandler: false);
    }

    public Uri Endpoint => new(application.Urls.Single());

    /// <summary>The operations that took effect, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>How many connections were opened to it.</summary>
    public int Connections => Volatile.Read(ref connections);

    /// <summary>Runs after a call took effect and before its answer is given.</summary>
    public Func<string, string, CancellationToken, Task> Answering { get; set; } = static (_, _, _) => Task.CompletedTask;

    public static async Task<Proxy> StartAsync(HttpMessageHandler handler, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        Proxy? proxy = null;
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection =>
        {
            Interlocked.Increment(ref proxy!.connections);
            return next(connection);
        })));
        var application = builder.Build();
        proxy = new Proxy(application, handler);
        application.Run(proxy.HandleAsync);
        await application.StartAsync(cancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        emulator.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://emulator/") { Content = new StringContent(body) };
        request.Content.Headers.Remove("Content-Type");
        foreach (var name in (string[])["X-Amz-Target", "X-Amz-Date", "Authorization", "Content-Type"])
        {
            var value = context.Request.Headers[name].ToString();
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        // A call that has begun takes effect, also if its caller disconnects.
        using var response = await emulator.SendAsync(request, CancellationToken.None);
        var answer = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        var operation = context.Request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        Calls.Enqueue(operation);
        try
        {
            await Answering(operation, body, context.RequestAborted);
            context.Response.StatusCode = (int)response.StatusCode;
            context.Response.ContentType = "application/x-amz-json-1.1";
            await context.Response.Body.WriteAsync(answer, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The caller has disconnected.
        }
    }
}
