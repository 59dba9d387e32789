using System.Net;

namespace Berth.Networking;

/// <summary>
/// The proxy settings of the environment: <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c> and <c>NO_PROXY</c>, in lower or upper case; lower case is
/// preferred, as in curl and Python. Requests to loopback addresses and names never use a proxy. An entry of <c>NO_PROXY</c> that is a domain, with or
/// without a leading dot, applies to the domain and its subdomains. Instances are immutable and safe for concurrent use.
/// </summary>
/// <seealso href="https://pkg.go.dev/golang.org/x/net/http/httpproxy"/>
public sealed class ProxySettings : IWebProxy
{
    private readonly Uri? http;
    private readonly Uri? https;
    private readonly IReadOnlyList<ProxyBypassRule> rules;

    private ProxySettings(Uri? http, Uri? https, IReadOnlyList<ProxyBypassRule> rules, IReadOnlyList<Fault> faults)
    {
        this.http = http;
        this.https = https;
        this.rules = rules;
        Faults = faults;
    }

    /// <summary>Gets the settings that are not valid and were ignored. The texts hold no passwords.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>Gets a value indicating whether the environment names no proxy.</summary>
    public bool IsEmpty => http is null && https is null;

    /// <summary>Gets or sets the credentials for the proxy: those in the proxy's URL. Setting has no effect.</summary>
    public ICredentials? Credentials
    {
        get => ProxyUserInfo.Instance;
        set { }
    }

    /// <summary>Reads the settings.</summary>
    /// <param name="environment">Looks up an environment variable; <see langword="null"/> or empty if it is not set.</param>
    /// <returns>The settings. Values that are not valid are ignored and listed in <see cref="Faults"/>.</returns>
    public static ProxySettings Create(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var faults = new List<Fault>();
        var all = ReadProxy(environment, "all_proxy", faults);

        // A CGI program gets the request header "Proxy" as HTTP_PROXY: https://httpoxy.org.
        var isCgi = Lookup(environment, "REQUEST_METHOD") is not null;
        var http = isCgi ? null : ReadProxy(environment, "http_proxy", faults);
        var https = ReadProxy(environment, "https_proxy", faults);
        return new ProxySettings(http ?? all, https ?? all, ReadRules(environment, faults), faults);
    }

    /// <summary>Gets the proxy for a request.</summary>
    /// <param name="destination">The address of the request.</param>
    /// <returns>The proxy, or <see langword="null"/> if the request goes directly to its destination.</returns>
    public Uri? GetProxy(Uri destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var proxy = destination.Scheme switch
        {
            "https" or "wss" => https,
            "http" or "ws" => http,
            _ => null,
        };
        return proxy is null || IsDirect(destination) ? null : proxy;
    }

    /// <summary>Returns whether a request goes directly to its destination.</summary>
    /// <param name="host">The address of the request.</param>
    /// <returns>Whether no proxy is used.</returns>
    public bool IsBypassed(Uri host) => GetProxy(host) is null;

    private bool IsDirect(Uri destination)
    {
        var host = destination.IdnHost.ToLowerInvariant().TrimEnd('.');
        var address = HostAddress.TryParse(host, out var parsed) ? parsed : null;
        var isLoopback = address is not null
            ? IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            : host is "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal);
        return isLoopback || rules.Any(rule => rule.Matches(host, address, destination.Port));
    }

    private static string? Lookup(Func<string, string?> environment, string name) => environment(name) is { Length: > 0 } value ? value : null;

    private static (string Name, string? Value) Find(Func<string, string?> environment, string name)
    {
        var upper = name.ToUpperInvariant();
        return Lookup(environment, name) is { } lower ? (name, lower.Trim()) : (upper, Lookup(environment, upper)?.Trim());
    }

    private static Uri? ReadProxy(Func<string, string?> environment, string variable, List<Fault> faults)
    {
        var (name, value) = Find(environment, variable);
        if (string.IsNullOrEmpty(value))
        {
            return null;
        }

        var text = value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value;
        if (Uri.TryCreate(text.Replace("socks5h://", "socks5://", StringComparison.OrdinalIgnoreCase), UriKind.Absolute, out var proxy)
            && proxy.Scheme is "http" or "https" or "socks4" or "socks4a" or "socks5"
            && proxy.Host.Length > 0)
        {
            return proxy;
        }

        // The value may hold a password and is not shown.
        faults.Add(new Fault(name, "the value is not the URL of a proxy and is ignored", "set it to a URL such as http://proxy.example:3128"));
        return null;
    }

    private static List<ProxyBypassRule> ReadRules(Func<string, string?> environment, List<Fault> faults)
    {
        var (name, value) = Find(environment, "no_proxy");
        var rules = new List<ProxyBypassRule>();
        foreach (var entry in (value ?? string.Empty).Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ProxyBypassRule.TryParse(entry, out var rule, out var reason))
            {
                rules.Add(rule);
            }
            else
            {
                faults.Add(new Fault(name, $"the entry '{entry}' is ignored: {reason}", "correct or remove the entry"));
            }
        }

        return rules;
    }
}
