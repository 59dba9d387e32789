using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Berth.Credentials;
using Berth.Names;
using Berth.Oci.Authentication;

namespace Berth.Oci.Configuration;

/// <summary>
/// Edits docker's <c>config.json</c> or containers' <c>auth.json</c>. Everything else in the file stays as it is, byte for byte. The file is replaced as a
/// whole or not at all, and concurrent edits wait for each other. A file that is not understood is never written: the exception says what is wrong in
/// which line. New directories get the mode 0700, and a file that holds a login the mode 0600.
/// </summary>
/// <seealso href="https://docs.docker.com/reference/cli/docker/#docker-cli-configuration-file-configjson-properties"/>
/// <seealso href="https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md"/>
public sealed class DockerConfigFile
{
    private static readonly byte[] Empty = "{}\n"u8.ToArray();
    private static readonly Dictionary<RegistryHost, string> NoHelpers = [];

    private readonly AtomicFile file;
    private readonly ReplacedHelpers replaced;
    private readonly CredentialHelper helpers;

    /// <summary>Initializes a new instance of the <see cref="DockerConfigFile"/> class. Nothing is read yet.</summary>
    /// <param name="path">The file's path. Neither the file nor its directory need exist; a symbolic link is followed.</param>
    /// <param name="time">The clock for waiting; by default the system's.</param>
    /// <param name="helperTimeout">How long a credential helper may take. Default: 30 seconds.</param>
    /// <param name="searchPath">The directories of helper programs, as in <c>PATH</c>; by default those of this process.</param>
    public DockerConfigFile(string path, TimeProvider? time = null, TimeSpan? helperTimeout = null, string? searchPath = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
        file = new AtomicFile(path, time ?? TimeProvider.System);
        replaced = new ReplacedHelpers(path, time ?? TimeProvider.System);
        helpers = new CredentialHelper(helperTimeout ?? TimeSpan.FromSeconds(30), searchPath, time ?? TimeProvider.System);
    }

    /// <summary>Gets the file's path.</summary>
    public string Path { get; }

    /// <summary>Finds the credential helper that docker uses for a registry.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    /// <returns>The helper's name without <c>docker-credential-</c>, or <see langword="null"/> if docker keeps the registry's login in the file.</returns>
    /// <exception cref="CredentialException">The file is not understood or cannot be read.</exception>
    public async Task<string?> FindHelperAsync(RegistryHost registry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        return RegistryKeys.HelperOf(await DockerCredentials.ReadAsync(Path, cancellationToken).ConfigureAwait(false), registry);
    }

    /// <summary>
    /// Stores a registry's user name and password where docker looks for them: in the credential helper that the file names for the registry, or in the
    /// file itself. As docker does, it leaves an empty entry in the file for a login that a helper keeps.
    /// </summary>
    /// <param name="registry">The registry.</param>
    /// <param name="userName">The user's name.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <returns>Where the login is stored.</returns>
    /// <exception cref="CredentialException">The file is not understood or cannot be written, or the helper does not store the login.</exception>
    public async Task<DockerLoginResult> SetLoginAsync(RegistryHost registry, string userName, Secret password, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentException.ThrowIfNullOrEmpty(userName);
        ArgumentNullException.ThrowIfNull(password);
        string? helper = null;
        var change = await EditAsync(
            async (bytes, document) =>
            {
                helper = RegistryKeys.HelperOf(document, registry);
                if (helper is null)
                {
                    var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password.Reveal()}"));
                    return JsonSplice.Set(bytes, DockerConfigReader.Auths, RegistryKeys.HelperAddress(registry), new JsonObject { ["auth"] = pair }.ToJsonString());
                }

                await StoreAsync(helper, registry, userName, password, cancellationToken).ConfigureAwait(false);
                return document.Auths.TryGetValue(RegistryKeys.HelperAddress(registry), out var entry) && !entry.HoldsSecret
                    ? bytes
                    : JsonSplice.Set(bytes, DockerConfigReader.Auths, RegistryKeys.HelperAddress(registry), "{}");
            },
            holdsSecret: true,
            cancellationToken).ConfigureAwait(false);
        return new DockerLoginResult(Path, helper, change);
    }

    /// <summary>Removes a registry's login from the file, under each of the names that docker uses for the registry.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="CredentialException">The file is not understood or cannot be written.</exception>
    public async Task<DockerConfigChange> RemoveLoginAsync(RegistryHost registry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registry);
        var isChanged = await EditAsync(
            (bytes, document) => Task.FromResult(RegistryKeys.Matching(document.Auths.Keys, registry, null)
                .Aggregate(bytes, (edited, key) => JsonSplice.Remove(edited, DockerConfigReader.Auths, key))),
            holdsSecret: false,
            cancellationToken).ConfigureAwait(false);
        return new DockerConfigChange(Path, isChanged, NoHelpers);
    }

    /// <summary>
    /// Makes docker use a credential helper for these registries. The helpers that it replaces are recorded in <c>berth-replaced-helpers.json</c> beside
    /// the file, from where <see cref="RemoveHelperAsync"/> restores them.
    /// </summary>
    /// <param name="registries">The registries.</param>
    /// <param name="helper">The helper's name without <c>docker-credential-</c>.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <returns>What changed, with the helpers that were replaced.</returns>
    /// <exception cref="CredentialException">One of the files is not understood or cannot be written.</exception>
    public async Task<DockerConfigChange> SetHelperAsync(IReadOnlyCollection<RegistryHost> registries, string helper, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registries);
        ArgumentException.ThrowIfNullOrEmpty(helper);
        var others = new Dictionary<RegistryHost, string>();
        var isChanged = await EditAsync(
            async (bytes, document) =>
            {
                var changed = registries
                    .Select(registry => (Registry: registry, Key: RegistryKeys.HelperAddress(registry)))
                    .Select(each => (each.Registry, each.Key, Former: document.CredHelpers.GetValueOrDefault(each.Key)))
                    .Where(each => each.Former != helper)
                    .ToList();

                // The record comes first: after a crash in between it is without effect, as the configuration does not name the new helper.
                await replaced.UpdateAsync([.. changed.Select(each => KeyValuePair.Create(each.Key, each.Former))], cancellationToken).ConfigureAwait(false);
                foreach (var (registry, key, former) in changed)
                {
                    bytes = JsonSplice.Set(bytes, DockerConfigReader.CredHelpers, key, Quote(helper));
                    if (former is not null)
                    {
                        others[registry] = former;
                    }
                }

                return bytes;
            },
            holdsSecret: false,
            cancellationToken).ConfigureAwait(false);
        return new DockerConfigChange(Path, isChanged, others);
    }

    /// <summary>Makes docker no longer use this credential helper for these registries, and restores the helpers that it replaced.</summary>
    /// <param name="registries">The registries. One for which docker uses another helper is left as it is.</param>
    /// <param name="helper">The helper's name without <c>docker-credential-</c>.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <returns>What changed, with the helpers that were restored.</returns>
    /// <exception cref="CredentialException">One of the files is not understood or cannot be written.</exception>
    public async Task<DockerConfigChange> RemoveHelperAsync(IReadOnlyCollection<RegistryHost> registries, string helper, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(registries);
        ArgumentException.ThrowIfNullOrEmpty(helper);
        var others = new Dictionary<RegistryHost, string>();
        var isChanged = await EditAsync(
            async (bytes, document) =>
            {
                var former = await replaced.ReadAsync(cancellationToken).ConfigureAwait(false);
                foreach (var registry in registries.Reverse())
                {
                    var key = RegistryKeys.HelperAddress(registry);
                    if (document.CredHelpers.GetValueOrDefault(key) != helper)
                    {
                        continue;
                    }

                    if (former.TryGetValue(key, out var other))
                    {
                        others[registry] = other;
                        bytes = JsonSplice.Set(bytes, DockerConfigReader.CredHelpers, key, Quote(other));
                    }
                    else
                    {
                        bytes = JsonSplice.Remove(bytes, DockerConfigReader.CredHelpers, key);
                    }
                }

                return bytes;
            },
            holdsSecret: false,
            cancellationToken).ConfigureAwait(false);
        await GuardAsync(
            () => replaced.UpdateAsync([.. registries.Select(registry => KeyValuePair.Create(RegistryKeys.HelperAddress(registry), (string?)null))], cancellationToken),
            replaced.Path).ConfigureAwait(false);
        return new DockerConfigChange(Path, isChanged, others);
    }

    internal static CredentialException NotUnderstood(string path, DockerConfigFormatException exception) => new(
        path,
        $"{path}:{exception.Fault.Line}:{exception.Fault.Column} is not understood: {exception.Fault.What}; the file was not changed: repair it, or move it away");

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    private async Task StoreAsync(string helper, RegistryHost registry, string userName, Secret password, CancellationToken cancellationToken)
    {
        try
        {
            await helpers.StoreAsync(helper, RegistryKeys.HelperAddress(registry), userName, password, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialException exception)
        {
            throw new CredentialException(
                exception.Store,
                $"{Path} has docker use the credential helper '{OutsideText.Shown(helper, 100)}' for {registry}, which did not store the login: {exception.Message}; run 'berth config docker' so that docker gets the credentials of {registry} from Berth",
                exception);
        }
    }

    private async Task<bool> EditAsync(Func<byte[], DockerConfigDocument, Task<byte[]>> edit, bool holdsSecret, CancellationToken cancellationToken)
    {
        var isChanged = false;
        await GuardAsync(
            async () => isChanged = await file.EditAsync(
                async current =>
                {
                    var document = DockerConfigReader.Read(current);
                    var content = HasObject(current) ? current : Empty;
                    var edited = await edit(content, document).ConfigureAwait(false);
                    return ReferenceEquals(edited, content) ? current : edited;
                },
                holdsSecret,
                cancellationToken).ConfigureAwait(false),
            Path).ConfigureAwait(false);
        return isChanged;
    }

    /// <summary>An empty file and <c>null</c> are configurations too, into which no member can be written.</summary>
    private static bool HasObject(ReadOnlySpan<byte> content) => content.Contains((byte)'{');

    private static async Task GuardAsync(Func<Task> edit, string path)
    {
        try
        {
            await edit().ConfigureAwait(false);
        }
        catch (DockerConfigFormatException exception)
        {
            throw NotUnderstood(path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException(path, $"{path} cannot be changed: {exception.Message}", exception);
        }
    }
}
