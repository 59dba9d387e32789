using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Berth.Networking;

/// <summary>One entry of <c>NO_PROXY</c>: <c>*</c>, a host, a domain, an address or a network, with or without a port.</summary>
internal sealed class ProxyBypassRule
{
    private readonly string? domain;
    private readonly bool isWildcard;
    private readonly IPNetwork? network;
    private readonly int? port;

    private ProxyBypassRule(string? domain, bool isWildcard, IPNetwork? network, int? port)
    {
        this.domain = domain;
        this.isWildcard = isWildcard;
        this.network = network;
        this.port = port;
    }

    /// <summary>Parses an entry.</summary>
    /// <param name="text">The entry, without white space around it.</param>
    /// <param name="rule">The rule, or <see langword="null"/>.</param>
    /// <param name="reason">Why the entry is not valid, or <see langword="null"/>.</param>
    /// <returns>Whether the entry is valid.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out ProxyBypassRule? rule, [NotNullWhen(false)] out string? reason)
    {
        rule = null;
        reason = null;
        if (text == "*")
        {
            rule = new ProxyBypassRule(null, true, null, null);
            return true;
        }

        if (text.Contains('/', StringComparison.Ordinal))
        {
            return TryParseNetwork(text, out rule, out reason);
        }

        if (!TrySplitPort(text, out var host, out var port))
        {
            reason = "the port must be a number from 1 to 65535";
            return false;
        }

        if (HostAddress.TryParse(host, out var address))
        {
            rule = new ProxyBypassRule(null, false, new IPNetwork(address, address.GetAddressBytes().Length * 8), port);
            return true;
        }

        var name = (host.StartsWith("*.", StringComparison.Ordinal) ? host[1..] : host).Trim('.').ToLowerInvariant();
        if (name.Length == 0 || !name.All(character => char.IsLetterOrDigit(character) || character is '.' or '-' or '_'))
        {
            reason = "it is not a host, a domain, an address or a network in CIDR notation";
            return false;
        }

        rule = new ProxyBypassRule(name, false, null, port);
        return true;
    }

    /// <summary>Returns whether the rule applies to a destination.</summary>
    /// <param name="host">The host in lower case, without brackets and without a trailing dot.</param>
    /// <param name="address">The address that the host is, or <see langword="null"/> if it is a name.</param>
    /// <param name="destinationPort">The port.</param>
    public bool Matches(string host, IPAddress? address, int destinationPort)
    {
        if (isWildcard)
        {
            return true;
        }

        if (port is { } only && only != destinationPort)
        {
            return false;
        }

        return address is not null
            ? network is { } range && range.Contains(address)
            : domain is not null && (host == domain || (host.EndsWith(domain, StringComparison.Ordinal) && host[^(domain.Length + 1)] == '.'));
    }

    private static bool TryParseNetwork(string text, [NotNullWhen(true)] out ProxyBypassRule? rule, [NotNullWhen(false)] out string? reason)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!HostAddress.TryParse(text[..slash], out var address)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || length > address.GetAddressBytes().Length * 8)
        {
            rule = null;
            reason = "it is not a network in CIDR notation, such as 10.0.0.0/8";
            return false;
        }

        rule = new ProxyBypassRule(null, false, new IPNetwork(Mask(address, length), length), null);
        reason = null;
        return true;
    }

    /// <summary>Clears the bits behind the prefix: <c>10.1.2.3/8</c> is the network 10.0.0.0/8, as in Go.</summary>
    private static IPAddress Mask(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var index = 0; index < bytes.Length; index++)
        {
            var bits = Math.Clamp(length - (index * 8), 0, 8);
            bytes[index] &= (byte)(0xFF << (8 - bits));
        }

        return new IPAddress(bytes);
    }

    private static bool TrySplitPort(string text, out string host, out int? port)
    {
        host = text;
        port = null;
        var colon = text.LastIndexOf(':');
        var isBareIPv6 = !text.StartsWith('[') && text.IndexOf(':', StringComparison.Ordinal) != colon;
        if (colon < 0 || isBareIPv6 || text.EndsWith(']'))
        {
            return true;
        }

        host = text[..colon];
        if (!int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
        {
            return false;
        }

        port = number;
        return true;
    }
}
