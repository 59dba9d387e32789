using Microsoft.AspNetCore.Http.Features;

namespace Berth.Emulator.Hosting;

/// <summary>The life of a request in process: it is given up when its client cancels it, or cut by the emulator.</summary>
internal sealed class InProcessLifetime(InProcessResponseBody body) : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly CancellationTokenSource aborted = new();

    public CancellationToken RequestAborted
    {
        get => aborted.Token;
        set => throw new NotSupportedException("the life of a request has one token");
    }

    public void Abort()
    {
        aborted.Cancel();
        body.Abort();
    }

    public void Dispose() => aborted.Dispose();
}
