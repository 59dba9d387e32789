using Berth.Names;

namespace Berth.Oci.Authentication;

/// <summary>The port through which credentials for a registry are looked up.</summary>
public interface ICredentialSource
{
    /// <summary>Looks up what opens a registry.</summary>
    /// <param name="registry">The registry's host as users name it.</param>
    /// <param name="repository">The repository that is to be read, for stores that keep credentials by repository.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The credential, or <see langword="null"/> if there is none.</returns>
    /// <exception cref="CredentialException">A store of credentials is broken.</exception>
    Task<RegistryLogin?> FindAsync(RegistryHost registry, RepositoryName? repository, CancellationToken cancellationToken);
}
