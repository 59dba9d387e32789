using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Berth.Bench.Registry;

/// <summary>One kept-alive HTTP/1.1 connection with as little around it as can be, so that the load costs less than what is loaded.</summary>
internal sealed class HttpPeer : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly string common;
    private readonly byte[] buffer = new byte[256 * 1024];

    public HttpPeer(Uri endpoint, string? authorization)
    {
        socket.Connect(new IPEndPoint(IPAddress.Loopback, endpoint.Port));
        common = $"Host: {endpoint.Authority}\r\n{(authorization is null ? string.Empty : $"Authorization: {authorization}\r\n")}";
    }

    /// <summary>The path of the last answer's Location.</summary>
    public string? Location { get; private set; }

    /// <summary>The number of bytes of the last answer's body.</summary>
    public long Received { get; private set; }

    public int Send(string method, string path, ReadOnlySpan<byte> body = default, string? contentType = null)
    {
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\n").Append(common).Append("Accept: application/vnd.oci.image.manifest.v1+json\r\n");
        if (method is "POST" or "PUT" or "PATCH")
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
        }

        if (contentType is not null)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Type: {contentType}\r\n");
        }

        var headBytes = Encoding.ASCII.GetBytes(head.Append("\r\n").ToString());
        if (body.Length is > 0 and < 64 * 1024)
        {
            SendAll([.. headBytes, .. body]);
        }
        else
        {
            SendAll(headBytes);
            SendAll(body);
        }

        return Read(method == "HEAD");
    }

    public void Dispose() => socket.Dispose();

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[socket.Send(bytes)..];
        }
    }

    private int Read(bool isHead)
    {
        var (count, end) = (0, -1);
        while (end < 0)
        {
            var read = socket.Receive(buffer.AsSpan(count));
            if (read == 0)
            {
                throw new IOException("the registry closed the connection");
            }

            count += read;
            end = buffer.AsSpan(0, count).IndexOf("\r\n\r\n"u8);
        }

        var head = Encoding.ASCII.GetString(buffer, 0, end);
        var status = int.Parse(head.AsSpan(9, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        var length = Header(head, "content-length") is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
        Location = Header(head, "location") is { } location ? PathOf(location) : null;
        Received = isHead ? 0 : length;
        for (var left = Received - (count - end - 4); left > 0;)
        {
            left -= socket.Receive(buffer);
        }

        return status;
    }

    private static string PathOf(string location) => location.StartsWith('/') ? location : new Uri(location).PathAndQuery;

    private static string? Header(string head, string name)
    {
        var start = head.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
        {
            return null;
        }

        start += name.Length + 3;
        var end = head.IndexOf("\r\n", start, StringComparison.Ordinal);
        return (end < 0 ? head[start..] : head[start..end]).Trim();
    }
}
