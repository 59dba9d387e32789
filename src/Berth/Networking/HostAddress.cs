using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Berth.Networking;

/// <summary>Reads hosts that are IP addresses. Unlike <see cref="IPAddress.TryParse(string?, out IPAddress?)"/> it does not accept the short forms of IPv4.</summary>
internal static class HostAddress
{
    /// <summary>Parses an address, with or without the brackets of IPv6. An IPv4 address that is mapped into IPv6 becomes IPv4.</summary>
    public static bool TryParse(string host, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        var text = host is ['[', .., ']'] ? host[1..^1] : host;
        var isIPv6 = text.Contains(':', StringComparison.Ordinal);
        if ((isIPv6 || text.Count(character => character == '.') == 3) && IPAddress.TryParse(text, out var parsed))
        {
            if (!isIPv6 && parsed.ToString() != text)
            {
                return false;
            }

            address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : WithoutScope(parsed);
            return true;
        }

        return false;
    }

    private static IPAddress WithoutScope(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && address.ScopeId != 0 ? new IPAddress(address.GetAddressBytes()) : address;
}
