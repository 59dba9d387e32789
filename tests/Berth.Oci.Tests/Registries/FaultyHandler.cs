namespace Berth.Oci.Tests.Registries;

/// <summary>A handler between client and registry that answers in place of the registry if a test requires it.</summary>
internal sealed class FaultyHandler(Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage?>> fault, HttpMessageHandler? inner = null)
    : DelegatingHandler(inner ?? new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int requests;

    public List<(HttpMethod Method, Uri Uri, string? Authorization)> Seen { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Seen)
        {
            Seen.Add((request.Method, request.RequestUri!, request.Headers.Authorization?.ToString()));
        }

        return await fault(request, Interlocked.Increment(ref requests), cancellationToken) is { } answer
            ? answer
            : await base.SendAsync(request, cancellationToken);
    }
}
