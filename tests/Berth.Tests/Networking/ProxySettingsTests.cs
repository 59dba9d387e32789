using Berth.Networking;

namespace Berth.Tests.Networking;

/// <summary>Which requests use a proxy. The rows follow Go's httpproxy and Python's urllib; where the two differ, the comment says so.</summary>
public sealed class ProxySettingsTests
{
    private const string Proxy = "http://proxy.example:3128/";

    public static TheoryData<string, string, bool> Bypass { get; } = new()
    {
        // NO_PROXY, destination, whether the proxy is used
        { "", "http://example.com/", true },
        { "", "https://example.com/", true },
        { "", "http://localhost:5000/", false },
        { "", "http://LOCALHOST/", false },
        { "", "http://localhost./", false },
        { "", "http://registry.localhost:5000/", false },
        { "", "http://127.0.0.1:4566/", false },
        { "", "http://127.8.9.10/", false },
        { "", "http://[::1]:5000/", false },
        { "", "http://[::ffff:127.0.0.1]/", false },
        { "", "http://128.0.0.1/", true },
        { "", "http://localhost.example.com/", true },
        { "", "http://mylocalhost/", true },
        { "*", "https://example.com/", false },
        { "a.example,*", "https://example.com/", false },
        { "example.com", "https://example.com/", false },
        { "example.com", "https://sub.example.com/", false },
        { "example.com", "https://a.b.example.com/", false },
        { "example.com", "https://notexample.com/", true },
        { "example.com", "https://example.com.evil.example/", true },
        { "EXAMPLE.com", "https://Sub.Example.COM/", false },
        { ".example.com", "https://sub.example.com/", false },

        // Python, curl and .NET; Go does not apply a domain with a leading dot to the domain itself.
        { ".example.com", "https://example.com/", false },
        { "*.example.com", "https://sub.example.com/", false },
        { "example.com.", "https://example.com/", false },
        { "example.com", "https://example.com./", false },
        { "example.com:443", "https://example.com/", false },
        { "example.com:443", "https://sub.example.com/", false },
        { "example.com:8443", "https://example.com/", true },
        { "example.com:80", "http://example.com/", false },
        { "example.com:5000", "http://example.com:5000/", false },
        { " example.com , other.example ", "https://other.example/", false },
        { "a.example b.example", "https://b.example/", false },
        { ",,example.com,", "https://example.com/", false },
        { "10.0.0.1", "https://10.0.0.1/", false },
        { "10.0.0.1", "https://10.0.0.11/", true },
        { "10.0.0.1:8080", "http://10.0.0.1:8080/", false },
        { "10.0.0.1:8080", "http://10.0.0.1/", true },
        { "10.0.0.0/8", "https://10.200.3.4/", false },
        { "10.1.2.3/8", "https://10.200.3.4/", false },
        { "10.0.0.0/8", "https://11.0.0.1/", true },
        { "0.0.0.0/0", "https://1.2.3.4/", false },
        { "10.0.0.0/8", "https://ten.example/", true },
        { "2001:db8::1", "https://[2001:db8::1]/", false },
        { "[2001:db8::1]", "https://[2001:db8::1]/", false },
        { "[2001:db8::1]:8443", "https://[2001:db8::1]:8443/", false },
        { "[2001:db8::1]:8443", "https://[2001:db8::1]/", true },
        { "2001:db8::/32", "https://[2001:db8:ffff::9]/", false },
        { "2001:db8::/32", "https://[2001:db9::1]/", true },
        { "::ffff:10.0.0.1", "https://10.0.0.1/", false },
        { "bücher.example", "https://other.example/", true },
        { "169.254.169.254", "http://169.254.169.254/latest/", false },
        { "1", "https://0.0.0.1/", true },
    };

    public static TheoryData<string> Malformed { get; } = ["10.0.0.0/33", "10.0.0/8", "example.com:0", "example.com:99999", "example.com:http", "[::1", "a b/c", ".", "http://example.com", "2001:db8::/129"];

    [Theory]
    [MemberData(nameof(Bypass))]
    public void GetProxy_WithNoProxy_FollowsItsRules(string noProxy, string destination, bool usesProxy)
    {
        var settings = Create(("http_proxy", Proxy), ("https_proxy", Proxy), ("no_proxy", noProxy));

        Assert.Equal(usesProxy ? Proxy : null, settings.GetProxy(new Uri(destination))?.AbsoluteUri);
        Assert.Equal(!usesProxy, settings.IsBypassed(new Uri(destination)));
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Create_WithAMalformedEntry_ReportsItAndUsesTheOthers(string entry)
    {
        var settings = Create(("https_proxy", Proxy), ("NO_PROXY", $"{entry},example.com"));

        Assert.Contains(settings.Faults, fault => fault.Where == "NO_PROXY" && fault.What.Length > 0);
        Assert.True(settings.IsBypassed(new Uri("https://example.com/")));
        Assert.False(settings.IsBypassed(new Uri("https://other.example/")));
    }

    [Theory]
    [InlineData("http_proxy", "http://example.com/", true)]
    [InlineData("HTTP_PROXY", "http://example.com/", true)]
    [InlineData("http_proxy", "https://example.com/", false)]
    [InlineData("https_proxy", "https://example.com/", true)]
    [InlineData("HTTPS_PROXY", "https://example.com/", true)]
    [InlineData("HTTPS_PROXY", "http://example.com/", false)]
    [InlineData("all_proxy", "http://example.com/", true)]
    [InlineData("ALL_PROXY", "https://example.com/", true)]
    [InlineData("ALL_PROXY", "ftp://example.com/", false)]
    public void GetProxy_ByScheme_UsesTheVariableOfTheScheme(string variable, string destination, bool usesProxy) =>
        Assert.Equal(usesProxy ? Proxy : null, Create((variable, Proxy)).GetProxy(new Uri(destination))?.AbsoluteUri);

    [Fact]
    public void GetProxy_WithBothCases_PrefersLowerCase() =>
        Assert.Equal("http://lower.example/", Create(("http_proxy", "lower.example"), ("HTTP_PROXY", "upper.example")).GetProxy(new Uri("http://example.com"))?.AbsoluteUri);

    [Fact]
    public void GetProxy_InACgiProgram_IgnoresHttpProxy() =>
        Assert.Null(Create(("HTTP_PROXY", Proxy), ("REQUEST_METHOD", "GET")).GetProxy(new Uri("http://example.com")));

    [Theory]
    [InlineData("proxy.example:3128", "http://proxy.example:3128/")]
    [InlineData("https://proxy.example", "https://proxy.example/")]
    [InlineData("socks5://proxy.example:1080", "socks5://proxy.example:1080/")]
    [InlineData("socks5h://proxy.example:1080", "socks5://proxy.example:1080/")]
    public void Create_WithAProxyInAnyForm_ReadsIt(string value, string proxy) =>
        Assert.Equal(proxy, Create(("https_proxy", value)).GetProxy(new Uri("https://example.com"))?.AbsoluteUri);

    [Theory]
    [InlineData("http://")]
    [InlineData("ftp://user:hunter2@proxy.example")]
    [InlineData("http://user:hunter2@proxy.example:port")]
    public void Create_WithAProxyThatIsNotAUrl_ReportsItWithoutItsValue(string value)
    {
        var settings = Create(("HTTPS_PROXY", value));

        Assert.True(settings.IsEmpty);
        var fault = Assert.Single(settings.Faults);
        Assert.Equal("HTTPS_PROXY", fault.Where);
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Credentials_InTheProxysUrl_AreDecoded()
    {
        var settings = Create(("https_proxy", "http://user:p%40ss%3Aword@proxy.example:3128"));
        var proxy = settings.GetProxy(new Uri("https://example.com"))!;

        var credential = settings.Credentials!.GetCredential(proxy, "Basic");

        Assert.Equal(("user", "p@ss:word"), (credential?.UserName, credential?.Password));
    }

    private static ProxySettings Create(params (string Name, string Value)[] variables)
    {
        var map = variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
        return ProxySettings.Create(map.GetValueOrDefault);
    }
}
