using System.Collections.Concurrent;

namespace Berth.Aws.Tests;

/// <summary>Passes requests on and counts them by operation; STS counts as <c>sts</c>.</summary>
internal sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentQueue<string> calls = new();

    public IReadOnlyList<string> Calls => [.. calls];

    public void Reset() => calls.Clear();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        calls.Enqueue(request.Headers.TryGetValues("X-Amz-Target", out var targets) ? targets.Single().Split('.')[1] : "sts");
        return base.SendAsync(request, cancellationToken);
    }
}
