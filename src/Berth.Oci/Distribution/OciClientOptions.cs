using System.Net;
using Berth.Names;

namespace Berth.Oci.Distribution;

/// <summary>Options of <see cref="OciClient"/>.</summary>
public sealed record OciClientOptions
{
    /// <summary>
    /// Gets the base addresses of registries that are not at <c>https</c> and their own host. Loopback hosts use <c>http</c> unless they are listed here.
    /// Default: none.
    /// </summary>
    public IReadOnlyDictionary<RegistryHost, Uri> Endpoints { get; init; } = new Dictionary<RegistryHost, Uri>();

    /// <summary>Gets the time limit of one request, including redirects, the token and the body. Default: 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the number of concurrent requests to one registry. Default: 8.</summary>
    public int MaxParallelRequests { get; init; } = 8;

    /// <summary>Gets the number of redirects that are followed. Default: 5.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Gets the proxy. Default: <see langword="null"/>, which is the one of the environment; see <see cref="Networking.ProxySettings"/>.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Gets the value of the header <c>User-Agent</c>. Default: <c>berth</c>.</summary>
    public string UserAgent { get; init; } = "berth";
}
