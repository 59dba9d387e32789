using System.Net.Sockets;

namespace Berth.Aws.Tests;

/// <summary>Opens connections and counts what the client reads of them.</summary>
internal sealed class ReceivedBytes
{
    private long count;

    public long Count => Interlocked.Read(ref count);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new CountingStream(socket, this);
    }

    private sealed class CountingStream(Socket socket, ReceivedBytes owner) : NetworkStream(socket, ownsSocket: true)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            Interlocked.Add(ref owner.count, read);
            return read;
        }
    }
}
