using Berth.Credentials;
using Berth.Names;

namespace Berth.Oci.Authentication;

/// <summary>The credentials of the configured registries: ECR's authorization tokens, and fixed user names and passwords.</summary>
public sealed class ConfiguredRegistries : ICredentialSource
{
    private readonly IRegistryCredentialsSource source;

    /// <summary>Initializes a new instance of the <see cref="ConfiguredRegistries"/> class.</summary>
    /// <param name="source">The core's source of credentials.</param>
    public ConfiguredRegistries(IRegistryCredentialsSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.source = source;
    }

    /// <inheritdoc/>
    public async Task<DockerLogin?> FindAsync(RegistryHost registry, RepositoryName? repository, CancellationToken cancellationToken) =>
        await source.FindAsync(registry, cancellationToken).ConfigureAwait(false) is { } credentials
            ? DockerLogin.Create(credentials.UserName, credentials.Password)
            : null;
}
