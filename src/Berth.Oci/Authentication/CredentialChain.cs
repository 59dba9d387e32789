using Berth.Names;

namespace Berth.Oci.Authentication;

/// <summary>Several sources of credentials; the first that has a login for the registry is used.</summary>
public sealed class CredentialChain : ICredentialSource
{
    private readonly IReadOnlyList<ICredentialSource> sources;

    /// <summary>Initializes a new instance of the <see cref="CredentialChain"/> class.</summary>
    /// <param name="sources">The sources in order.</param>
    public CredentialChain(params IReadOnlyList<ICredentialSource> sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        this.sources = sources;
    }

    /// <inheritdoc/>
    public async Task<DockerLogin?> FindAsync(RegistryHost registry, RepositoryName? repository, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            if (await source.FindAsync(registry, repository, cancellationToken).ConfigureAwait(false) is { } credential)
            {
                return credential;
            }
        }

        return null;
    }
}
