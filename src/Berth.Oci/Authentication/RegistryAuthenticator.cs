using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Berth.Names;

namespace Berth.Oci.Authentication;

/// <summary>Answers a registry's challenge, and remembers what it asked for.</summary>
internal sealed class RegistryAuthenticator(ICredentialSource credentials, BearerTokens tokens)
{
    private readonly ConcurrentDictionary<(RegistryHost, RepositoryName?), AuthenticationHeaderValue> basic = new();

    /// <summary>What let this client in before, so that a request is not sent twice each time.</summary>
    public AuthenticationHeaderValue? Remembered(RegistryHost registry, RepositoryName? repository) =>
        basic.TryGetValue((registry, repository), out var header) ? header : tokens.Remembered(registry, repository);

    /// <returns>The header to try now, or <see langword="null"/> if there is none that has not been tried.</returns>
    /// <exception cref="CredentialException">A store of credentials is broken.</exception>
    public async Task<AuthenticationHeaderValue?> AnswerAsync(
        RegistryHost registry,
        RepositoryName? repository,
        Uri uri,
        HttpHeaderValueCollection<AuthenticationHeaderValue> header,
        AuthenticationHeaderValue? tried,
        CancellationToken cancellationToken)
    {
        var challenges = AuthenticationChallenge.Of(header);
        var bearer = challenges.FirstOrDefault(challenge => challenge.Scheme == "bearer");
        if (bearer is null && challenges.All(challenge => challenge.Scheme != "basic"))
        {
            return null;
        }

        var credential = await credentials.FindAsync(registry, repository, cancellationToken).ConfigureAwait(false);
        if (bearer is not null)
        {
            var answer = credential?.AccessToken is { } token
                ? new AuthenticationHeaderValue("Bearer", token.Reveal())
                : await tokens.GetAsync(registry, repository, uri, bearer, credential, cancellationToken).ConfigureAwait(false);
            return Equals(answer, tried) ? null : answer;
        }

        if (credential?.UserName is null)
        {
            return null;
        }

        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.UserName}:{credential.Password?.Reveal()}"));
        var fresh = new AuthenticationHeaderValue("Basic", pair);
        if (Equals(fresh, tried))
        {
            return null;
        }

        basic[(registry, repository)] = fresh;
        return fresh;
    }
}
