using Berth.Names;

namespace Berth.Oci.Authentication;

/// <summary>A fixed login for one registry.</summary>
public sealed class StaticCredentials : ICredentialSource
{
    private readonly RegistryHost registry;
    private readonly DockerLogin credential;

    /// <summary>Initializes a new instance of the <see cref="StaticCredentials"/> class.</summary>
    /// <param name="registry">The registry of the login. It is not sent to any other registry.</param>
    /// <param name="credential">The login.</param>
    public StaticCredentials(RegistryHost registry, DockerLogin credential)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(credential);
        this.registry = registry;
        this.credential = credential;
    }

    /// <inheritdoc/>
    public Task<DockerLogin?> FindAsync(RegistryHost registry, RepositoryName? repository, CancellationToken cancellationToken) =>
        Task.FromResult(registry == this.registry ? credential : null);
}
