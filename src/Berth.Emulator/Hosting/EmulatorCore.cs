using Berth.Emulator.Access;
using Berth.Emulator.Access.Enforcement;
using Berth.Emulator.Access.Open;
using Berth.Emulator.Access.Tokens;
using Berth.Emulator.Registry;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Clock;
using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Hosting;

/// <summary>An emulator without a socket: its state and its protocols. The server and the in-process handler are built on it.</summary>
internal sealed class EmulatorCore : IAsyncDisposable
{
    private readonly DataDirectory? directory;
    private readonly CancellationTokenSource stopping = new();

    private EmulatorCore(EmulatorContext context, DataDirectory? directory)
    {
        Context = context;
        this.directory = directory;
        Dispatcher = new Dispatcher(context, stopping.Token);
    }

    public EmulatorContext Context { get; }

    public Dispatcher Dispatcher { get; }

    /// <summary>Opens an emulator that keeps its state where its options say, as the directory's one owner.</summary>
    /// <exception cref="EmulatorStartException">The data directory cannot be used, or an emulator that runs owns it.</exception>
    public static async Task<EmulatorCore> OpenAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        if (options.DataDirectory is not { } path)
        {
            return await OpenAsync(options, null, cancellationToken).ConfigureAwait(false);
        }

        var (owned, served) = await DataDirectoryWait.OwnOrFindAsync(path, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(options, owned ?? throw new EmulatorStartException(
            $"{path}: the emulator at {served} owns this data directory; use that one, stop it, or choose another directory"), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens an emulator over a directory that is owned already, or in memory.</summary>
    public static async Task<EmulatorCore> OpenAsync(EmulatorOptions options, DataDirectory? directory, CancellationToken cancellationToken)
    {
        try
        {
            var state = await DataDirectoryStores.OpenStateAsync(options, directory, cancellationToken).ConfigureAwait(false);
            var blobs = DataDirectoryStores.OpenBlobs(options, directory);
            var clock = new EmulatorClock(options.TimeProvider);
            var logger = options.LoggerFactory.CreateLogger("Berth.Emulator");
            return new EmulatorCore(
                new EmulatorContext(options, state, clock, AccessOf(options, state, clock, logger), logger)
                {
                    Blobs = blobs,
                    Uploads = new BlobUploads(blobs, clock),
                },
                directory);
        }
        catch
        {
            directory?.Dispose();
            throw;
        }
    }

    /// <summary>Publishes to other processes that this one serves the data directory.</summary>
    public void Publish(Uri endpoint) => directory?.Publish(endpoint);

    /// <summary>Ends the faults that have no end of their own, so that the server can stop.</summary>
    public Task StopAsync() => stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await Context.Uploads.DisposeAsync().ConfigureAwait(false);
        await Context.Blobs.DisposeAsync().ConfigureAwait(false);
        await Context.State.DisposeAsync().ConfigureAwait(false);
        directory?.Dispose();
    }

    private static IAccessControl AccessOf(EmulatorOptions options, EmulatorState state, EmulatorClock clock, ILogger logger)
    {
        var tokens = new SealedTokens(state.Secret);
        return options.Identities is { } identities
            ? new EnforcingAccess(identities, tokens, clock, logger)
            : new OpenAccess(options.Account, tokens, clock);
    }
}
