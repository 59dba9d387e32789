using System.Net;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Hosting;

/// <summary>
/// Refuses requests that a web page can cause in a browser on this machine: those that name a host which public DNS can resolve (DNS
/// rebinding), and those that the browser marks as sent by another site.
/// </summary>
/// <param name="configuredHost">The configured registry host, which is allowed too, or <see langword="null"/>.</param>
internal sealed class HostFilter(string? configuredHost)
{
    /// <summary>Suffixes of AWS, and suffixes that RFC 6761, RFC 6762 and ICANN reserve for use outside public DNS.</summary>
    private static readonly string[] Suffixes =
    [
        ".amazonaws.com", ".amazonaws.com.cn", ".api.aws", ".on.aws", ".api.amazonwebservices.com.cn", ".on.amazonwebservices.com.cn",
        ".localhost", ".local", ".internal", ".test", ".home.arpa",
    ];

    private readonly string? configuredName = configuredHost is null ? null : new HostString(configuredHost).Host;

    /// <summary>Returns why a request is refused, or <see langword="null"/> if it is allowed.</summary>
    public string? Refuse(HttpRequest request) => request switch
    {
        _ when !IsAllowed(request.Host.Host) =>
            $"The host '{request.Host.Host}' is not a host of this emulator: use localhost or an address, or configure it as the registry host.\n",
        _ when request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" =>
            "The emulator does not answer requests of web pages of other sites.\n",
        _ => null,
    };

    /// <summary>A name without a dot is resolved by this machine or its containers, and an address is not resolved at all.</summary>
    private bool IsAllowed(string host) =>
        !host.Contains('.', StringComparison.Ordinal)
        || IPAddress.TryParse(host, out _)
        || host.Equals(configuredName, StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Suffixes, suffix => host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));
}
