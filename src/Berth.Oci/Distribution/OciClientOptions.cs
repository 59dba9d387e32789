using System.Net;
using Berth.Names;

namespace Berth.Oci.Distribution;

/// <summary>How registries are reached.</summary>
public sealed record OciClientOptions
{
    /// <summary>
    /// Gets the base addresses of registries that are not reached by <c>https</c> at their own host. A loopback host is reached by <c>http</c> unless it
    /// stands here. Default: none.
    /// </summary>
    public IReadOnlyDictionary<RegistryHost, Uri> Endpoints { get; init; } = new Dictionary<RegistryHost, Uri>();

    /// <summary>Gets the time within which one request must be answered in full. Default: 30 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how many requests are sent to one registry at once. Default: 8.</summary>
    public int MaxParallelRequests { get; init; } = 8;

    /// <summary>Gets how many redirects of one request are followed. Default: 5.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Gets the proxy. Default: <see langword="null"/>, which is the one of the environment; see <see cref="Networking.ProxySettings"/>.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Gets the name under which the client presents itself. Default: <c>berth</c>.</summary>
    public string UserAgent { get; init; } = "berth";
}
