using Berth.Emulator.Hosting;
using Berth.Names;

namespace Berth.Emulator;

/// <summary>
/// The registry in a data directory, for a short-lived process. It answers in this process without a socket, or forwards to the emulator
/// that serves the directory. Any number of processes can open one directory at the same time; each waits until it owns the directory.
/// </summary>
public sealed class EmbeddedRegistry : IAsyncDisposable
{
    /// <summary>The host that references name while no emulator serves the directory: that of <c>berth emulator</c> on its default port.</summary>
    public static readonly RegistryHost DefaultHost = RegistryHost.Parse("localhost:5000");

    private readonly EmulatorCore? core;

    private EmbeddedRegistry(EmulatorCore? core, Uri endpoint, RegistryHost registryHost)
    {
        this.core = core;
        Endpoint = endpoint;
        RegistryHost = registryHost;
    }

    /// <summary>Gets the address to send requests to, through <see cref="CreateHandler"/>.</summary>
    public Uri Endpoint { get; }

    /// <summary>Gets the host that image references name.</summary>
    public RegistryHost RegistryHost { get; }

    /// <summary>Gets a value indicating whether this process answers, and owns the directory until this is disposed of.</summary>
    public bool IsInProcess => core is not null;

    /// <summary>Opens the registry of a data directory.</summary>
    /// <param name="options">Its <see cref="EmulatorOptions.DataDirectory"/> names the directory, which is created if it does not exist; the options for listening are not used.</param>
    /// <param name="cancellationToken">Gives up waiting for other processes.</param>
    /// <returns>The registry. Dispose of it soon: others may wait.</returns>
    /// <exception cref="EmulatorStartException">The directory cannot be used, or others held it for half a minute.</exception>
    public static async Task<EmbeddedRegistry> OpenAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.DataDirectory);
        var (owned, served) = await DataDirectoryWait.OwnOrFindAsync(options.DataDirectory, cancellationToken).ConfigureAwait(false);
        if (served is not null)
        {
            return new EmbeddedRegistry(null, served, options.RegistryHost ?? RegistryHost.Parse(served.Authority));
        }

        var host = options.RegistryHost ?? DefaultHost;
        var core = await EmulatorCore.OpenAsync(options with { RegistryHost = host }, owned, cancellationToken).ConfigureAwait(false);
        return new EmbeddedRegistry(core, new Uri($"http://{host}/"), host);
    }

    /// <summary>Creates a message handler that sends requests to the registry.</summary>
    /// <returns>A handler that answers in this process, or one that connects to the emulator that serves the directory.</returns>
    public HttpMessageHandler CreateHandler() => core is null ? new SocketsHttpHandler { UseProxy = false } : new InProcessHandler(core.Dispatcher);

    /// <summary>Writes the state to disk and releases the directory.</summary>
    /// <returns>A task that ends when all is done.</returns>
    public ValueTask DisposeAsync() => core?.DisposeAsync() ?? ValueTask.CompletedTask;
}
