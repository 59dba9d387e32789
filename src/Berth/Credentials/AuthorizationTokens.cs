using System.Collections.Concurrent;
using Berth.Registries;

namespace Berth.Credentials;

/// <summary>
/// ECR's authorization tokens, one per registry: kept until half of their life is over, fetched once for all who ask meanwhile, and as a
/// last resort used to their end when no new one is to be had.
/// </summary>
/// <param name="source">Where tokens come from.</param>
/// <param name="time">The clock by which they age.</param>
public sealed class AuthorizationTokens(IAuthorizationTokenSource source, TimeProvider time)
{
    private readonly ConcurrentDictionary<EcrRegistry, SharedToken> tokens = new();

    /// <summary>Gets the token of a registry.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellationToken">Stops waiting; a fetch that others wait for goes on.</param>
    /// <returns>Credentials that hold now.</returns>
    /// <exception cref="EcrException">No token is to be had, and none that was had before still holds.</exception>
    public Task<RegistryCredentials> GetAsync(EcrRegistry registry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return tokens
            .GetOrAdd(registry, key => new SharedToken(cancellation => source.GetAuthorizationTokenAsync(key, cancellation), time))
            .GetAsync(cancellationToken);
    }

    /// <summary>Forgets the token of a registry, since the registry refused it.</summary>
    /// <param name="registry">The registry.</param>
    public void Forget(EcrRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        tokens.TryRemove(registry, out _);
    }
}
