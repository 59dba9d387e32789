using Amazon.Runtime;

namespace Berth.Aws.Runtime;

/// <summary>Gives every client the same handler, so that connections are opened once and reused by all calls to a host.</summary>
internal sealed class Connections : HttpClientFactory, IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private readonly HttpMessageHandler handler;
    private readonly BoundedHandler bounded;
    private readonly bool ownsHandler;

    public Connections(EcrClientOptions options)
    {
        ownsHandler = options.HttpMessageHandler is null;
        handler = options.HttpMessageHandler ?? new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.ConnectTimeout,
            MaxConnectionsPerServer = options.MaxConnections,
            Proxy = options.Proxy,

            // A connection is closed in time for a changed address of the host to be noticed.
            PooledConnectionLifetime = Lifetime,
        };

        // The handler bounds each attempt, the body included, and the operation has a limit of its own.
        bounded = new BoundedHandler(handler, options.RequestTimeout, options.TimeProvider);
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
