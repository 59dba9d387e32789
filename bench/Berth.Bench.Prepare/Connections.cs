using System.Net.Sockets;

namespace Berth.Bench.Prepare;

/// <summary>Counts the calls that are made and the connections that are opened for them.</summary>
internal sealed class Connections : DelegatingHandler
{
    private long calls;
    private int opened;

    public Connections(bool reuse)
        : base(new SocketsHttpHandler())
    {
        var sockets = (SocketsHttpHandler)InnerHandler!;
        sockets.MaxConnectionsPerServer = 8;
        sockets.PooledConnectionLifetime = reuse ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;
        sockets.ConnectCallback = async (context, cancellationToken) =>
        {
            Interlocked.Increment(ref opened);
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        };
    }

    public long Calls => Interlocked.Read(ref calls);

    public int Opened => Volatile.Read(ref opened);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        return base.SendAsync(request, cancellationToken);
    }
}
