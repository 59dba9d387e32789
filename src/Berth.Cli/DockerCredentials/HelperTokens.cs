using Amazon.Runtime;
using Berth.Aws;
using Berth.Cli.Hosting;
using Berth.Credentials;
using Berth.Registries;

namespace Berth.Cli.DockerCredentials;

/// <summary>Tokens of registries: from the cache, from ECR, or stale from the cache where ECR has none to give.</summary>
internal sealed class HelperTokens(CommandHost host)
{
    // Without an identities file an emulator lets any key act as the default account.
    private const string AnyKey = "berth";

    private readonly TokenCache cache = new(host);

    private bool HasKeys => host.Variable("AWS_ACCESS_KEY_ID") is not null || host.Variable("AWS_PROFILE") is not null;

    /// <summary>A token from the cache, if a fresh one is there.</summary>
    public RegistryCredentials? FindFresh(EcrRegistry registry) =>
        cache.Find(registry) is { } token && token.IsFreshAt(host.Time.GetUtcNow()) ? token.Credentials : null;

    /// <summary>A token from ECR, which is kept; a stale one that still holds, where none is to be had.</summary>
    /// <exception cref="EcrException">No token is to be had, and none that still holds is kept.</exception>
    public async Task<RegistryCredentials> FetchAsync(EcrRegistry registry, CancellationToken cancellationToken)
    {
        try
        {
            using var clients = new EcrClientFactory(ClientOptions(registry));
            var credentials = await clients.For(registry).GetAuthorizationTokenAsync(cancellationToken).ConfigureAwait(false);
            cache.Keep(registry, new CachedToken(credentials, host.Time.GetUtcNow()));
            return credentials;
        }
        catch (EcrException exception) when (cache.Find(registry) is { } stale && stale.HoldsAt(host.Time.GetUtcNow()))
        {
            host.People.WriteLine($"berth: an older token is used, which still holds: {exception.Message}");
            return stale.Credentials;
        }
    }

    /// <summary>Forgets the registry's token.</summary>
    public void Forget(EcrRegistry registry) => cache.Forget(registry);

    /// <summary>How a registry's API is called: with the ambient credentials, except that an emulator may be called with any key.</summary>
    public EcrClientOptions ClientOptions(EcrRegistry registry) => new()
    {
        TimeProvider = host.Time,
        Credentials = registry is { Host.IsLoopback: true, Role: null, Profile: null } && !HasKeys ? new BasicAWSCredentials(AnyKey, AnyKey) : null,
    };
}
