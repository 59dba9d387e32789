using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Berth.Names;
using Berth.Oci.Authentication;

namespace Berth.Oci.Distribution;

/// <summary>Fetches access tokens from the token servers that registries name, and caches them for nine tenths of their lifetimes.</summary>
/// <remarks>https://distribution.github.io/distribution/spec/auth/token/ and .../oauth/</remarks>
internal sealed class BearerTokens(HttpMessageInvoker http, OciClientOptions options, TimeProvider time)
{
    private const int MaxAnswerBytes = 1024 * 1024;
    private const int MaxTokens = 1000;
    private const double CachedShare = 0.9;

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(12);

    private readonly FifoCache<TokenKey, CachedHeader> cache = new(MaxTokens);

    /// <summary>Gets the token for a challenge, from the cache or from the token server. A token that the registry rejected is fetched again.</summary>
    /// <exception cref="RegistryResponseException">The token server refuses or fails.</exception>
    /// <exception cref="RegistryUnreachableException">The token server did not return a token.</exception>
    public async Task<CachedHeader> GetAsync(
        RegistryHost registry,
        RepositoryName? repository,
        Uri challenger,
        AuthenticationChallenge challenge,
        DockerLogin? credential,
        AuthenticationHeaderValue? rejected,
        CancellationToken cancellationToken)
    {
        var realm = RealmOf(challenge, challenger);
        var scope = challenge.Scope ?? (repository is null ? null : $"repository:{repository}:pull");
        var key = new TokenKey(registry, realm, challenge.Service, scope, credential?.Identity ?? string.Empty);
        if (cache.TryGet(key, out var cached) && time.GetUtcNow() < cached.Until && !cached.Header.Equals(rejected))
        {
            return cached;
        }

        cache.Remove(key);
        using var request = credential?.IdentityToken is { } identityToken
            ? Exchange(realm, challenge.Service, scope, identityToken.Reveal())
            : Ask(realm, challenge.Service, scope, credential);
        request.Headers.UserAgent.ParseAdd(options.UserAgent);
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await RegistryErrors
                .ToExceptionAsync(response, request.Method, realm, time, $"it is the token server of {registry}", cancellationToken)
                .ConfigureAwait(false);
        }

        var answer = await ReadAsync(response, realm, cancellationToken).ConfigureAwait(false);
        var header = new CachedHeader(new AuthenticationHeaderValue("Bearer", TokenOf(answer)), time.GetUtcNow() + (LifetimeOf(answer) * CachedShare));
        cache.Set(key, header);
        return header;
    }

    /// <summary>Credentials are sent to the server that the registry names, but not without TLS if the registry itself has TLS.</summary>
    private static Uri RealmOf(AuthenticationChallenge challenge, Uri challenger)
    {
        var shown = RegistryRoutes.Redacted(challenger);
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm) || realm.Scheme is not ("https" or "http"))
        {
            throw new RegistryUnreachableException(shown, $"{shown} asks for a token and names no valid token server", isTransient: false);
        }

        return realm.Scheme == Uri.UriSchemeHttps || challenger.Scheme == Uri.UriSchemeHttp
            ? realm
            : throw new RegistryUnreachableException(shown, $"{shown} names a token server without https; no credentials were sent", isTransient: false);
    }

    private static HttpRequestMessage Ask(Uri realm, string? service, string? scope, DockerLogin? credential)
    {
        var query = new StringBuilder(realm.Query.TrimStart('?'));
        Append(query, "service", service);
        foreach (var part in scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            Append(query, "scope", part);
        }

        if (credential?.UserName is { } account)
        {
            Append(query, "account", account);
        }

        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(realm) { Query = query.ToString() }.Uri);
        if (credential?.UserName is { } user)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic",
                Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{credential.Password?.Reveal()}")));
        }

        return request;
    }

    private static HttpRequestMessage Exchange(Uri realm, string? service, string? scope, string identityToken) => new(HttpMethod.Post, realm)
    {
        Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = "berth",
            ["service"] = service ?? string.Empty,
            ["scope"] = scope ?? string.Empty,
            ["refresh_token"] = identityToken,
        }),
    };

    private static void Append(StringBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Append(query.Length == 0 ? string.Empty : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }

    private static async Task<TokenAnswer> ReadAsync(HttpResponseMessage response, Uri realm, CancellationToken cancellationToken)
    {
        var shown = RegistryRoutes.Redacted(realm);
        var body = await BoundedContent.ReadAsync(response.Content, MaxAnswerBytes, cancellationToken).ConfigureAwait(false)
            ?? throw new RegistryUnreachableException(shown, $"the token server {shown} answered with more than {MaxAnswerBytes} bytes", isTransient: false);
        try
        {
            if (JsonSerializer.Deserialize(body.Span, DistributionJsonContext.Default.TokenAnswer) is { } answer
                && TokenOf(answer) is { Length: > 0 } token
                && !token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                return answer;
            }
        }
        catch (JsonException)
        {
            // The exception below does not show the body, which may hold a token.
        }

        throw new RegistryUnreachableException(shown, $"the token server {shown} answered without a token", isTransient: false);
    }

    private static string? TokenOf(TokenAnswer answer) => string.IsNullOrEmpty(answer.Token) ? answer.AccessToken : answer.Token;

    private static TimeSpan LifetimeOf(TokenAnswer answer) => answer.ExpiresIn switch
    {
        null or <= 0 or double.NaN or double.PositiveInfinity => DefaultLifetime,
        > 43200 => MaxLifetime,
        { } seconds => TimeSpan.FromSeconds(seconds),
    };
}
