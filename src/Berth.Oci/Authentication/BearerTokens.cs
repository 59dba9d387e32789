using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Berth.Names;
using Berth.Oci.Distribution;

namespace Berth.Oci.Authentication;

/// <summary>Fetches access tokens from the token servers that registries name, and keeps them for nine tenths of their lives.</summary>
/// <remarks>https://distribution.github.io/distribution/spec/auth/token/ and .../oauth/</remarks>
internal sealed class BearerTokens(HttpMessageInvoker http, OciClientOptions options, TimeProvider time)
{
    private const int MaxAnswerBytes = 1024 * 1024;
    private const double KeptShare = 0.9;

    private static readonly TimeSpan DefaultLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<(RegistryHost, RepositoryName?), (AuthenticationHeaderValue Header, DateTimeOffset Until)> kept = new();

    public AuthenticationHeaderValue? Remembered(RegistryHost registry, RepositoryName? repository) =>
        kept.TryGetValue((registry, repository), out var token) && time.GetUtcNow() < token.Until ? token.Header : null;

    /// <exception cref="RegistryResponseException">The token server refuses or fails.</exception>
    public async Task<AuthenticationHeaderValue?> GetAsync(
        RegistryHost registry,
        RepositoryName? repository,
        Uri challenger,
        AuthenticationChallenge challenge,
        RegistryLogin? credential,
        CancellationToken cancellationToken)
    {
        var realm = RealmOf(challenge, challenger);
        var scope = challenge.Scope ?? (repository is null ? null : $"repository:{repository}:pull");
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
        var header = new AuthenticationHeaderValue("Bearer", TokenOf(answer));
        kept[(registry, repository)] = (header, time.GetUtcNow() + (LifeOf(answer) * KeptShare));
        return header;
    }

    /// <summary>Credentials go where the registry says, but never in the clear where the registry itself is not.</summary>
    private static Uri RealmOf(AuthenticationChallenge challenge, Uri challenger)
    {
        var shown = RegistryRoutes.Redacted(challenger);
        if (!Uri.TryCreate(challenge.Realm, UriKind.Absolute, out var realm) || realm.Scheme is not ("https" or "http"))
        {
            throw new RegistryUnreachableException(shown, $"{shown} asks for a token and does not say where to get it", isTransient: false);
        }

        return realm.Scheme == Uri.UriSchemeHttps || challenger.Scheme == Uri.UriSchemeHttp
            ? realm
            : throw new RegistryUnreachableException(shown, $"{shown} asks for a token from a server that does not speak https; none is asked for", isTransient: false);
    }

    private static HttpRequestMessage Ask(Uri realm, string? service, string? scope, RegistryLogin? credential)
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
            ?? throw new ContentTooLargeException(shown, MaxAnswerBytes);
        try
        {
            if (JsonSerializer.Deserialize(body.Span, OciJsonContext.Default.TokenAnswer) is { } answer
                && TokenOf(answer) is { Length: > 0 } token
                && !token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                return answer;
            }
        }
        catch (JsonException)
        {
            // Told below, without the body: it may hold a token.
        }

        throw new RegistryUnreachableException(shown, $"the token server {shown} answered without a token", isTransient: false);
    }

    private static string? TokenOf(TokenAnswer answer) => string.IsNullOrEmpty(answer.Token) ? answer.AccessToken : answer.Token;

    private static TimeSpan LifeOf(TokenAnswer answer) => answer.ExpiresIn switch
    {
        null or <= 0 or double.NaN => DefaultLife,
        > 43200 => LongestLife,
        { } seconds => TimeSpan.FromSeconds(seconds),
    };
}
