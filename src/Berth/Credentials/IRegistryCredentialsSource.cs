using Berth.Names;
using Berth.Registries;

namespace Berth.Credentials;

/// <summary>Finds the credentials of a registry of any kind by its host.</summary>
public interface IRegistryCredentialsSource
{
    /// <summary>Finds the credentials of a registry.</summary>
    /// <param name="host">The registry's host.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>The credentials, or <see langword="null"/> if none are configured for the host.</returns>
    /// <exception cref="EcrException">The host belongs to an ECR registry, and no token is available.</exception>
    Task<RegistryCredentials?> FindAsync(RegistryHost host, CancellationToken cancellationToken);
}
