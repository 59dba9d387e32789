using Berth.Emulator.Access;
using Berth.Emulator.Access.Enforcement;
using Berth.Emulator.Access.Open;
using Berth.Emulator.Access.Tokens;
using Berth.Emulator.Registry;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Clock;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Disk;
using Berth.Emulator.Storage.Memory;
using Berth.Emulator.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Hosting;

/// <summary>An emulator without a socket: its state and its doors. Built the same way for the server and for use in process.</summary>
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
            return Open(options, null);
        }

        var (owned, served) = await DataDirectoryWait.OwnOrFindAsync(path, cancellationToken).ConfigureAwait(false);
        return Open(options, owned ?? throw new EmulatorStartException(
            $"{path}: the emulator at {served} owns this data directory; use that one, stop it, or choose another directory"));
    }

    /// <summary>Opens an emulator over a directory that is owned already, or in memory.</summary>
    public static EmulatorCore Open(EmulatorOptions options, DataDirectory? directory)
    {
        try
        {
            var state = new EmulatorState(directory is null ? new NullJournal() : SqliteJournal.Open(directory.StateFile, options.Fsync));
            var clock = new EmulatorClock(options.TimeProvider);
            IBlobStore blobs = directory is null
                ? new MemoryBlobStore(options.MemoryLimit)
                : new DiskBlobStore(directory.BlobDirectory, options.Fsync);
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

    /// <summary>Tells other processes that this one serves the data directory.</summary>
    public void Publish(Uri endpoint) => directory?.Publish(endpoint);

    /// <summary>Ends the faults that have no end of their own, so that the server can stop.</summary>
    public Task StopAsync() => stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        Context.Uploads.Dispose();
        Context.Blobs.Dispose();
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
