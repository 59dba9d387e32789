using System.Net.Http.Headers;
using System.Text;
using Berth.Names;
using Berth.Oci.Authentication;

namespace Berth.Oci.Distribution;

/// <summary>Answers a registry's challenges, and keeps the answers that it accepted.</summary>
internal sealed class RegistryAuthenticator(ICredentialSource credentials, BearerTokens tokens, TimeProvider time)
{
    private const int MaxEntries = 1000;

    /// <summary>How long an answer is sent without a challenge. After that the credentials are looked up again: the user may have changed.</summary>
    private static readonly TimeSpan ReuseTime = TimeSpan.FromMinutes(5);

    private readonly FifoCache<(RegistryHost, RepositoryName?), CachedHeader> accepted = new(MaxEntries);

    /// <summary>Finds the header that the registry accepted for the repository, so that not every request is sent twice.</summary>
    public AuthenticationHeaderValue? Find(RegistryHost registry, RepositoryName? repository) =>
        accepted.TryGet((registry, repository), out var cached) && time.GetUtcNow() < cached.Until ? cached.Header : null;

    /// <summary>Answers the challenges of a response. A header that was rejected is removed from the caches, and a new token is fetched once.</summary>
    /// <returns>The header to send, or <see langword="null"/> if the only one is the rejected one.</returns>
    /// <exception cref="CredentialException">A credential store cannot be used.</exception>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(
        RegistryHost registry,
        RepositoryName? repository,
        Uri uri,
        HttpResponseMessage response,
        AuthenticationHeaderValue? rejected,
        CancellationToken cancellationToken)
    {
        accepted.Remove((registry, repository));
        var challenges = response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values) ? AuthenticationChallenge.Parse(values) : [];
        var bearer = challenges.FirstOrDefault(challenge => challenge.Scheme == "bearer");
        if (bearer is null && challenges.All(challenge => challenge.Scheme != "basic"))
        {
            return null;
        }

        var login = await credentials.FindAsync(registry, repository, cancellationToken).ConfigureAwait(false);
        var answer = bearer is null
            ? Basic(login)
            : login?.AccessToken is { } token
                ? new CachedHeader(new AuthenticationHeaderValue("Bearer", token.Reveal()), DateTimeOffset.MaxValue)
                : await tokens.GetAsync(registry, repository, uri, bearer, login, rejected, cancellationToken).ConfigureAwait(false);
        if (answer is null || answer.Header.Equals(rejected))
        {
            return null;
        }

        var reuseUntil = time.GetUtcNow() + ReuseTime;
        accepted.Set((registry, repository), answer.Until < reuseUntil ? answer : answer with { Until = reuseUntil });
        return answer.Header;
    }

    private static CachedHeader? Basic(DockerLogin? login)
    {
        if (login?.UserName is not { } user)
        {
            return null;
        }

        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{login.Password?.Reveal()}"));
        return new CachedHeader(new AuthenticationHeaderValue("Basic", pair), DateTimeOffset.MaxValue);
    }
}
