using Berth.Names;

namespace Berth.Oci.Authentication;

/// <summary>No credentials for any registry.</summary>
public sealed class AnonymousCredentials : ICredentialSource
{
    private AnonymousCredentials()
    {
    }

    /// <summary>Gets the one instance.</summary>
    public static AnonymousCredentials Instance { get; } = new();

    /// <inheritdoc/>
    public Task<DockerLogin?> FindAsync(RegistryHost registry, RepositoryName? repository, CancellationToken cancellationToken) =>
        Task.FromResult<DockerLogin?>(null);
}
