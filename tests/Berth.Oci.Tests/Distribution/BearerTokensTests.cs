using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;
using Berth.Oci.Distribution;
using Berth.Oci.Tests.Registries;
using Microsoft.Extensions.Time.Testing;

namespace Berth.Oci.Tests.Distribution;

/// <summary>A cached token is used for exactly the challenge and login that it was fetched for.</summary>
public sealed class BearerTokensTests : IDisposable
{
    private static readonly RegistryHost Registry = RegistryHost.Parse("registry.example");
    private static readonly DockerLogin Login = DockerLogin.Create("user", new Secret("password"));

    private readonly FakeTimeProvider time = new();
    private readonly FaultyHandler handler;
    private readonly HttpMessageInvoker http;
    private readonly BearerTokens tokens;
    private string? answer;
    private int fetched;

    public BearerTokensTests()
    {
        handler = new FaultyHandler((_, _, _) => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(answer ?? $$"""{"token":"t{{++fetched}}","expires_in":300}""", Encoding.UTF8, "application/json"),
        }));
        http = new HttpMessageInvoker(handler);
        tokens = new BearerTokens(http, new OciClientOptions(), time);
    }

    /// <summary>Each member of the key: registry, realm, service, scope, and each part of the login.</summary>
    public static TheoryData<string> Members { get; } = ["registry", "realm", "service", "scope", "user", "password", "kind", "anonymous"];

    [Fact]
    public async Task Get_ForTheSameKey_UsesTheCache()
    {
        var first = await GetAsync();

        Assert.Same(first, await GetAsync());
        Assert.Single(handler.Seen);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public async Task Get_WithAnotherKeyMember_FetchesAnotherToken(string member)
    {
        var first = await GetAsync();

        var second = await GetAsync(
            member == "registry" ? RegistryHost.Parse("other.example") : Registry,
            member == "realm" ? "https://other.example/token" : "https://auth.example/token",
            member == "service" ? "other" : "registry",
            member == "scope" ? "repository:team/other:pull" : "repository:team/app:pull",
            member switch
            {
                "user" => DockerLogin.Create("other", new Secret("password")),
                "password" => DockerLogin.Create("user", new Secret("other")),
                "kind" => DockerLogin.OfIdentityToken(new Secret("password")),
                "anonymous" => null,
                _ => Login,
            });

        Assert.NotEqual(first.Header, second.Header);
        Assert.Equal(2, handler.Seen.Count);
    }

    [Fact]
    public async Task Get_AfterARejection_FetchesOnce()
    {
        var first = await GetAsync();

        var second = await GetAsync(rejected: first.Header);

        Assert.NotEqual(first.Header, second.Header);
        Assert.Same(second, await GetAsync());
    }

    [Fact]
    public async Task Get_AfterNineTenthsOfTheLifetime_FetchesAnew()
    {
        var first = await GetAsync();
        time.Advance(TimeSpan.FromSeconds(269));
        Assert.Same(first, await GetAsync());
        time.Advance(TimeSpan.FromSeconds(2));

        Assert.NotEqual(first.Header, (await GetAsync()).Header);
    }

    [Theory]
    [InlineData("""{"token":"\ud800"}""")]
    [InlineData("""{"\ud800":"x"}""")]
    [InlineData("""{"token":{"a":1}}""")]
    [InlineData("[[[[[[[[[[")]
    [InlineData("null")]
    [InlineData("\"token\"")]
    public async Task Get_OnANonsenseAnswer_FailsWithAReason(string body)
    {
        answer = body;

        var exception = await Assert.ThrowsAsync<RegistryUnreachableException>(() => GetAsync());

        Assert.Contains("auth.example", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_OnAnAnswerThatIsTooLarge_FailsWithAReason()
    {
        answer = new string(' ', 2 * 1024 * 1024);

        await Assert.ThrowsAsync<RegistryUnreachableException>(() => GetAsync());
    }

    [Fact]
    public void Cache_BeyondItsLimit_DropsTheOldestEntry()
    {
        var cache = new FifoCache<int, int>(10);
        for (var key = 0; key < 1000; key++)
        {
            cache.Set(key, key);
            cache.Set(key, key + 1);
        }

        Assert.Equal(10, cache.Count);
        Assert.False(cache.TryGet(989, out _));
        Assert.True(cache.TryGet(999, out var last));
        Assert.Equal(1000, last);
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    private Task<CachedHeader> GetAsync(AuthenticationHeaderValue? rejected = null) =>
        GetAsync(Registry, "https://auth.example/token", "registry", "repository:team/app:pull", Login, rejected);

    private Task<CachedHeader> GetAsync(RegistryHost registry, string realm, string service, string scope, DockerLogin? login, AuthenticationHeaderValue? rejected = null)
    {
        var challenge = new AuthenticationChallenge("bearer", new Dictionary<string, string> { ["realm"] = realm, ["service"] = service, ["scope"] = scope });
        return tokens.GetAsync(
            registry,
            RepositoryName.Parse("team/app"),
            new Uri("https://registry.example/v2/"),
            challenge,
            login,
            rejected,
            TestContext.Current.CancellationToken);
    }
}
