using Berth.Names;

namespace Berth.Oci.Authentication;

/// <summary>One credential for one registry, given once.</summary>
public sealed class StaticCredentials : ICredentialSource
{
    private readonly RegistryHost registry;
    private readonly RegistryLogin credential;

    /// <summary>Initializes a new instance of the <see cref="StaticCredentials"/> class.</summary>
    /// <param name="registry">The registry that the credential is for; no other registry ever gets it.</param>
    /// <param name="credential">The credential.</param>
    public StaticCredentials(RegistryHost registry, RegistryLogin credential)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(credential);
        this.registry = registry;
        this.credential = credential;
    }

    /// <inheritdoc/>
    public Task<RegistryLogin?> FindAsync(RegistryHost registry, RepositoryName? repository, CancellationToken cancellationToken) =>
        Task.FromResult(registry == this.registry ? credential : null);
}
