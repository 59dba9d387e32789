using Berth.Names;

namespace Berth.Oci.Authentication;

/// <summary>Looks up the login of a registry.</summary>
public interface ICredentialSource
{
    /// <summary>Looks up the login of a registry.</summary>
    /// <param name="registry">The registry's host as references name it.</param>
    /// <param name="repository">The repository that is read, for stores with logins for single repositories.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>The login, or <see langword="null"/> if the source has none.</returns>
    /// <exception cref="CredentialException">A credential store cannot be used.</exception>
    Task<DockerLogin?> FindAsync(RegistryHost registry, RepositoryName? repository, CancellationToken cancellationToken);
}
