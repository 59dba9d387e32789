using Amazon.Runtime;
using Berth.Aws;
using Berth.Cli.Hosting;
using Berth.Credentials;
using Berth.Registries;

namespace Berth.Cli.DockerCredentials;

/// <summary>Tokens of registries: from the cache, from ECR, or an older one from the cache that is still valid if ECR gives none.</summary>
internal sealed class TokenProvider(CommandHost host)
{
    // Without an identities file an emulator lets any key act as the default account.
    private const string AnyKey = "berth";

    private readonly TokenCache cache = new(host);

    private bool HasKeys => host.Variable("AWS_ACCESS_KEY_ID") is not null || host.Variable("AWS_PROFILE") is not null;

    /// <summary>Finds a fresh token in the cache.</summary>
    public async Task<RegistryCredentials?> FindFreshAsync(EcrRegistry registry, CancellationToken cancellationToken)
    {
        if (cache.Find(registry) is not { } token || !token.IsFreshAt(host.Time.GetUtcNow()))
        {
            return null;
        }

        var instance = await InstanceAsync(registry, cancellationToken).ConfigureAwait(false);
        return token.IsOfInstance(instance) ? token.Credentials : null;
    }

    /// <summary>Fetches a token from ECR and stores it in the cache. If ECR gives none, an older one that is still valid is used.</summary>
    /// <exception cref="EcrException">ECR gives no token, and the cache has none that is still valid.</exception>
    public async Task<RegistryCredentials> FetchAsync(EcrRegistry registry, CancellationToken cancellationToken)
    {
        // Asked before the token, so that a restart between the two makes the token a stale one and not the reverse.
        var instance = await InstanceAsync(registry, cancellationToken).ConfigureAwait(false);
        try
        {
            using var clients = new EcrClientFactory(ClientOptions(registry));
            var credentials = await clients.For(registry).GetAuthorizationTokenAsync(cancellationToken).ConfigureAwait(false);
            cache.Store(registry, new CachedToken(credentials, host.Time.GetUtcNow()) { Instance = instance });
            return credentials;
        }
        catch (EcrException exception) when (
            exception.Kind is EcrErrorKind.Unreachable or EcrErrorKind.Unavailable or EcrErrorKind.Throttled
                or EcrErrorKind.UnusableAnswer or EcrErrorKind.InvalidCredentials
            && cache.Find(registry) is { } stale && stale.IsValidAt(host.Time.GetUtcNow()) && stale.IsOfInstance(instance))
        {
            host.Error.WriteLine($"berth: warning: an older token is used, which is still valid: {exception.Message}");
            return stale.Credentials;
        }
    }

    /// <summary>Removes the registry's token from the cache.</summary>
    public void Remove(EcrRegistry registry) => cache.Remove(registry);

    /// <summary>How the API of a registry is called: with the ambient credentials, except that an emulator may be called with any key.</summary>
    public EcrClientOptions ClientOptions(EcrRegistry registry) => new()
    {
        TimeProvider = host.Time,
        Proxy = host.ReadProxy(),
        Credentials = registry is { Host.IsLoopback: true, Role: null, Profile: null } && !HasKeys ? new BasicAWSCredentials(AnyKey, AnyKey) : null,
    };

    private async Task<string?> InstanceAsync(EcrRegistry registry, CancellationToken cancellationToken) =>
        TokenCacheKey.EndpointOf(host, registry) is { IsLoopback: true } endpoint
            ? await EmulatorInstance.FindAsync(endpoint, cancellationToken).ConfigureAwait(false)
            : null;
}
