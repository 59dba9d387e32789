using Berth.Concurrency;
using Berth.Registries;

namespace Berth.Credentials;

/// <summary>
/// The authorization tokens of ECR, one per registry: kept until half of their life is over, fetched once for concurrent callers, and
/// served until they expire while a refresh fails or stalls. Up to 1000 registries are kept.
/// </summary>
/// <param name="source">Fetches tokens.</param>
/// <param name="time">The clock of expiry.</param>
public sealed class AuthorizationTokens(IAuthorizationTokenSource source, TimeProvider time)
{
    private const int Capacity = 1000;

    private static readonly ExpiringOptions Options = new()
    {
        FetchLimit = TimeSpan.FromSeconds(30),
        RefreshAfter = 0.5,

        // The refresh usually ends well before; if it stalls, the current token is served.
        RefreshWait = TimeSpan.FromSeconds(3),
    };

    private readonly BoundedCache<EcrRegistry, Expiring<RegistryCredentials>> tokens = new(
        Capacity,
        registry => new Expiring<RegistryCredentials>(cancellation => FetchAsync(source, registry, cancellation), Options, time));

    /// <summary>Gets the token of a registry.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellationToken">Ends the wait of this caller; a fetch for which others wait continues.</param>
    /// <returns>Valid credentials.</returns>
    /// <exception cref="EcrException">No token can be fetched, and none that is kept is still valid.</exception>
    public async Task<RegistryCredentials> GetAsync(EcrRegistry registry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registry);
        try
        {
            return await tokens.GetOrAdd(registry).GetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new EcrException(
                EcrErrorKind.Unreachable,
                $"ECR GetAuthorizationToken for {registry} timed out; check the network and the proxy",
                exception)
            {
                Operation = "GetAuthorizationToken",
                Registry = registry,
            };
        }
    }

    /// <summary>Drops the token of a registry that rejected it. The result of a running fetch is not kept.</summary>
    /// <param name="registry">The registry.</param>
    public void Invalidate(EcrRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        if (tokens.TryGet(registry, out var token))
        {
            token.Invalidate();
        }
    }

    private static async Task<ExpiringValue<RegistryCredentials>> FetchAsync(
        IAuthorizationTokenSource source,
        EcrRegistry registry,
        CancellationToken cancellationToken)
    {
        var credentials = await source.GetAuthorizationTokenAsync(registry, cancellationToken).ConfigureAwait(false);
        return new ExpiringValue<RegistryCredentials>(credentials, credentials.ExpiresAt ?? DateTimeOffset.MaxValue);
    }
}
