using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;

namespace Berth.Oci.Configuration;

/// <summary>
/// Edits docker's <c>config.json</c> or containers' <c>auth.json</c>. Everything else in the file stays as it is, byte for byte; the file is replaced
/// as a whole or not at all; processes that edit it at once wait for each other. A file that is broken is kept aside, and a new one is begun. New
/// directories get the mode 0700, and a file that holds a login the mode 0600.
/// </summary>
/// <seealso href="https://docs.docker.com/reference/cli/docker/#docker-cli-configuration-file-configjson-properties"/>
/// <seealso href="https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md"/>
public sealed class DockerConfigFile
{
    private const string Auths = "auths";
    private const string Helpers = "credHelpers";
    private const string Store = "credsStore";

    private readonly ReplacedFile file;

    /// <summary>Initializes a new instance of the <see cref="DockerConfigFile"/> class. Nothing is read yet.</summary>
    /// <param name="path">The file's path. Neither the file nor its directory need exist; a symbolic link is followed.</param>
    /// <param name="time">The clock of waiting for other processes; by default the system's.</param>
    public DockerConfigFile(string path, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        file = new ReplacedFile(path, time ?? TimeProvider.System);
    }

    /// <summary>Gets the file's path.</summary>
    public string Path { get; }

    /// <summary>Writes a registry's user name and password, in place of those that were there.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="userName">The user's name.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Ends the waiting for other processes.</param>
    /// <returns>What became of the file.</returns>
    /// <exception cref="CredentialException">The file cannot be read or written.</exception>
    public Task<DockerConfigChange> SetLoginAsync(RegistryHost registry, string userName, Secret password, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password.Reveal()}"));
        var entry = new JsonObject { ["auth"] = pair }.ToJsonString();
        return EditAsync(
            document => JsonSplice.Set(document, Auths, RegistryKeys.HelperAddress(registry), entry),
            holdsSecret: true,
            document => HelperOf(document, registry),
            cancellationToken);
    }

    /// <summary>Takes out a registry's login, under each of the names that docker files it by.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellationToken">Ends the waiting for other processes.</param>
    /// <returns>What became of the file.</returns>
    /// <exception cref="CredentialException">The file cannot be read or written.</exception>
    public Task<DockerConfigChange> RemoveLoginAsync(RegistryHost registry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return EditAsync(
            document => RegistryKeys.Matching(JsonSplice.Names(document, Auths), registry, null)
                .ToList()
                .Aggregate(document, (edited, key) => JsonSplice.Remove(edited, Auths, key)),
            holdsSecret: false,
            null,
            cancellationToken);
    }

    /// <summary>Makes docker ask a credential helper for these registries.</summary>
    /// <param name="registries">The registries.</param>
    /// <param name="helper">The helper's name without <c>docker-credential-</c>.</param>
    /// <param name="cancellationToken">Ends the waiting for other processes.</param>
    /// <returns>What became of the file.</returns>
    /// <exception cref="CredentialException">The file cannot be read or written.</exception>
    public Task<DockerConfigChange> SetHelperAsync(IReadOnlyCollection<RegistryHost> registries, string helper, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registries);
        ArgumentException.ThrowIfNullOrEmpty(helper);
        var value = $"\"{JsonEncodedText.Encode(helper)}\"";
        return EditAsync(
            document => registries.Select(RegistryKeys.HelperAddress)
                .Where(key => JsonSplice.Text(document, Helpers, key) != helper)
                .Aggregate(document, (edited, key) => JsonSplice.Set(edited, Helpers, key, value)),
            holdsSecret: false,
            null,
            cancellationToken);
    }

    /// <summary>Makes docker no longer ask this credential helper for these registries. Where it asks another one, that stays.</summary>
    /// <param name="registries">The registries.</param>
    /// <param name="helper">The helper's name without <c>docker-credential-</c>.</param>
    /// <param name="cancellationToken">Ends the waiting for other processes.</param>
    /// <returns>What became of the file.</returns>
    /// <exception cref="CredentialException">The file cannot be read or written.</exception>
    public Task<DockerConfigChange> RemoveHelperAsync(IReadOnlyCollection<RegistryHost> registries, string helper, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registries);
        ArgumentException.ThrowIfNullOrEmpty(helper);
        return EditAsync(
            document => registries.Select(RegistryKeys.HelperAddress)
                .Where(key => JsonSplice.Text(document, Helpers, key) == helper)
                .Reverse()
                .Aggregate(document, (edited, key) => JsonSplice.Remove(edited, Helpers, key)),
            holdsSecret: false,
            null,
            cancellationToken);
    }

    private async Task<DockerConfigChange> EditAsync(
        Func<byte[], byte[]> edit,
        bool holdsSecret,
        Func<byte[], string?>? shadow,
        CancellationToken cancellationToken)
    {
        try
        {
            string? shadowedBy = null;
            var (isChanged, keptAside) = await file.EditAsync(
                document =>
                {
                    shadowedBy = shadow?.Invoke(document);
                    return edit(document);
                },
                holdsSecret,
                cancellationToken).ConfigureAwait(false);
            return new DockerConfigChange(Path, isChanged, keptAside, shadowedBy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException(Path, $"{Path} cannot be changed: {exception.Message}", exception);
        }
    }

    private static string? HelperOf(byte[] document, RegistryHost registry) =>
        RegistryKeys.Matching(JsonSplice.Names(document, Helpers), registry, null)
            .Select(key => JsonSplice.Text(document, Helpers, key))
            .FirstOrDefault(value => !string.IsNullOrEmpty(value))
        ?? (JsonSplice.Text(document, Store, null) is { Length: > 0 } store ? store : null);
}
