using System.Text;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;

namespace Berth.Oci.Configuration;

/// <summary>
/// The logins in the files of docker and podman, and in docker's credential helpers. In each file the registry's own helper is used first, then the store of
/// all registries, then the login in the file.
/// </summary>
public sealed class DockerCredentials : ICredentialSource
{
    private const int MaxFileBytes = 4 * 1024 * 1024;

    private readonly IReadOnlyList<string> files;
    private readonly CredentialHelper helper;

    /// <summary>Initializes a new instance of the <see cref="DockerCredentials"/> class.</summary>
    /// <param name="files">The files in order; see <see cref="CredentialFiles.Find"/>. Files that do not exist are ignored.</param>
    /// <param name="helperTimeout">How long a credential helper may take. Default: 30 seconds.</param>
    /// <param name="searchPath">The directories of helper programs, as in <c>PATH</c>; by default those of this process.</param>
    /// <param name="time">The clock for the helper's time limit; by default the system's.</param>
    public DockerCredentials(IReadOnlyList<string> files, TimeSpan? helperTimeout = null, string? searchPath = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        this.files = files;
        helper = new CredentialHelper(helperTimeout ?? TimeSpan.FromSeconds(30), searchPath, time ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public async Task<DockerLogin?> FindAsync(RegistryHost registry, RepositoryName? repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(registry);
        foreach (var file in files)
        {
            var config = await ReadAsync(file, cancellationToken).ConfigureAwait(false);
            if (await FindAsync(file, config, registry, repository, cancellationToken).ConfigureAwait(false) is { } credential)
            {
                return credential;
            }
        }

        return null;
    }

    private async Task<DockerLogin?> FindAsync(
        string file,
        DockerConfigDocument config,
        RegistryHost registry,
        RepositoryName? repository,
        CancellationToken cancellationToken)
    {
        if (RegistryKeys.HelperOf(config, registry) is { } name
            && await helper.GetAsync(name, RegistryKeys.HelperAddress(registry), cancellationToken).ConfigureAwait(false) is { } kept)
        {
            return kept;
        }

        return RegistryKeys.Matching(config.Auths.Keys, registry, repository)
            .Select(key => CredentialOf(config.Auths[key], file, key))
            .FirstOrDefault(credential => credential is not null);
    }

    internal static async Task<DockerConfigDocument> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var info = new FileInfo(file);
            if (!info.Exists)
            {
                return DockerConfigDocument.Empty;
            }

            if (info.Length > MaxFileBytes)
            {
                throw new CredentialException(file, $"{file} is larger than {MaxFileBytes} bytes and was not read; check that it is a docker configuration");
            }

            var bytes = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            return DockerConfigReader.Read(bytes);
        }
        catch (DockerConfigFormatException exception)
        {
            throw DockerConfigFile.NotUnderstood(file, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException(file, $"{file} cannot be read: {exception.Message}", exception);
        }
    }

    private static DockerLogin? CredentialOf(DockerConfigEntry entry, string file, string key)
    {
        if (!string.IsNullOrEmpty(entry.RegistryToken))
        {
            return DockerLogin.OfAccessToken(new Secret(entry.RegistryToken));
        }

        if (!string.IsNullOrEmpty(entry.IdentityToken))
        {
            return DockerLogin.OfIdentityToken(new Secret(entry.IdentityToken));
        }

        if (!string.IsNullOrEmpty(entry.UserName) && !string.IsNullOrEmpty(entry.Password) && !entry.UserName.Contains(':', StringComparison.Ordinal))
        {
            return DockerLogin.Create(entry.UserName, new Secret(entry.Password));
        }

        return string.IsNullOrEmpty(entry.Auth) ? null : Decode(entry.Auth, file, key);
    }

    /// <summary>Splits at the first colon: passwords may have colons, user names may not.</summary>
    private static DockerLogin Decode(string auth, string file, string key)
    {
        var bytes = new byte[auth.Length];
        if (Convert.TryFromBase64String(auth, bytes, out var length))
        {
            var pair = Encoding.UTF8.GetString(bytes, 0, length).TrimEnd('\0');
            var colon = pair.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && colon < pair.Length - 1)
            {
                return DockerLogin.Create(pair[..colon], new Secret(pair[(colon + 1)..]));
            }
        }

        throw new CredentialException(file, $"{file} has an entry auths.{OutsideText.Shown(key, 100)} whose 'auth' is not base64 of user:password; log in again");
    }
}
