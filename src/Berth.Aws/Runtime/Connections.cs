using Amazon.Runtime;

namespace Berth.Aws.Runtime;

/// <summary>Gives every client the same handler, so that connections are opened once and reused by all calls to a host.</summary>
internal sealed class Connections : HttpClientFactory, IDisposable
{
    private readonly BoundedHandler bounded;
    private readonly bool ownsHandler;

    /// <summary>Initializes a new instance of the <see cref="Connections"/> class.</summary>
    /// <param name="handler">Sends the requests.</param>
    /// <param name="ownsHandler">Whether the handler is disposed with this instance.</param>
    /// <param name="timeout">The limit of one attempt, headers and body included.</param>
    /// <param name="time">The clock of the limit.</param>
    public Connections(HttpMessageHandler handler, bool ownsHandler, TimeSpan timeout, TimeProvider time)
    {
        this.ownsHandler = ownsHandler;
        bounded = new BoundedHandler(handler, timeout, time);

        // The handler bounds each attempt, and each operation has a limit of its own.
        Client = new HttpClient(bounded, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Gets the client that all share.</summary>
    public HttpClient Client { get; }

    /// <summary>Gets how far the clock of a host is ahead of this machine's.</summary>
    public TimeSpan SkewOf(string authority) => bounded.SkewOf(authority);

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => Client;

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    public void Dispose()
    {
        Client.Dispose();
        if (ownsHandler)
        {
            // Disposes of the handler that it wraps.
            bounded.Dispose();
        }
    }
}
