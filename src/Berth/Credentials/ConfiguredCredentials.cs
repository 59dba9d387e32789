using Berth.Names;
using Berth.Registries;

namespace Berth.Credentials;

/// <summary>
/// The credentials of configured registries: a fixed user and password where one is configured, ECR's authorization token for configured
/// ECR registries and for any other host of ECR's, and nothing for every other host.
/// </summary>
public sealed class ConfiguredCredentials : IRegistryCredentialsSource
{
    private readonly Dictionary<RegistryHost, RegistryCredentials> fixedOnes;
    private readonly Dictionary<RegistryHost, EcrRegistry> registries;
    private readonly AuthorizationTokens tokens;

    /// <summary>Initializes a new instance of the <see cref="ConfiguredCredentials"/> class.</summary>
    /// <param name="registries">The configured ECR registries, with their roles, profiles and endpoints; of two for one host the first counts.</param>
    /// <param name="fixedCredentials">The users and passwords of registries that are not ECR; of two for one host the first counts.</param>
    /// <param name="tokens">The tokens of ECR.</param>
    public ConfiguredCredentials(
        IEnumerable<EcrRegistry> registries,
        IEnumerable<RegistryCredentials> fixedCredentials,
        AuthorizationTokens tokens)
    {
        this.registries = registries.GroupBy(registry => registry.Host).ToDictionary(group => group.Key, group => group.First());
        fixedOnes = fixedCredentials.GroupBy(credentials => credentials.Host).ToDictionary(group => group.Key, group => group.First());
        this.tokens = tokens;
    }

    /// <inheritdoc/>
    public async Task<RegistryCredentials?> FindAsync(RegistryHost host, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (fixedOnes.TryGetValue(host, out var credentials))
        {
            return credentials;
        }

        if (!registries.TryGetValue(host, out var registry) && EcrHost.From(host) is { } ecr)
        {
            registry = new EcrRegistry(ecr);
        }

        return registry is null ? null : await tokens.GetAsync(registry, cancellationToken).ConfigureAwait(false);
    }
}
