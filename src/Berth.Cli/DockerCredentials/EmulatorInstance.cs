using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Berth.Json;

namespace Berth.Cli.DockerCredentials;

/// <summary>
/// Finds which run of an emulator listens at an address, because a restarted emulator does not accept the tokens of its previous run. One
/// request on a socket: the framework's HTTP client takes longer to start than everything else that a cached <c>get</c> does.
/// </summary>
internal static class EmulatorInstance
{
    private const int MaxAnswerLength = 16 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Asks an emulator.</summary>
    /// <param name="endpoint">Its address, on the loopback.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The identifier of its run, or <see langword="null"/> if no emulator answers there.</returns>
    public static async Task<string?> FindAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            return Parse(await AskAsync(endpoint, limit.Token).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is SocketException or IOException or System.Security.Authentication.AuthenticationException or JsonException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<string> AskAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.IdnHost, endpoint.Port, cancellationToken).ConfigureAwait(false);
        Stream stream = client.GetStream();
        if (endpoint.Scheme == Uri.UriSchemeHttps)
        {
            // Nothing secret is sent, and a false answer only makes a token be fetched again: the certificate need not be trusted.
#pragma warning disable CA5359
            var secure = new SslStream(stream, leaveInnerStreamOpen: false, static (_, _, _, _) => true);
#pragma warning restore CA5359
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = endpoint.IdnHost }, cancellationToken).ConfigureAwait(false);
            stream = secure;
        }

        await using (stream.ConfigureAwait(false))
        {
            var request = $"GET /_berth/health HTTP/1.1\r\nHost: {endpoint.Authority}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken).ConfigureAwait(false);
            var buffer = new byte[MaxAnswerLength];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(buffer, 0, length);
        }
    }

    private static string? Parse(string answer)
    {
        var body = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (body < 0 || !answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            return null;
        }

        using var document = ExternalJson.Parse(answer[(body + 4)..]);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("instance", out var instance)
            && instance.ValueKind == JsonValueKind.String
            ? instance.GetString()
            : null;
    }
}
