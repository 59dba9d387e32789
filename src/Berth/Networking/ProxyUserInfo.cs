using System.Net;

namespace Berth.Networking;

/// <summary>The credentials in a proxy's URL, percent-decoded.</summary>
internal sealed class ProxyUserInfo : ICredentials
{
    public static ProxyUserInfo Instance { get; } = new();

    public NetworkCredential? GetCredential(Uri uri, string authType)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.UserInfo.Length == 0)
        {
            return null;
        }

        var parts = uri.UserInfo.Split(':', 2);
        return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : string.Empty);
    }
}
