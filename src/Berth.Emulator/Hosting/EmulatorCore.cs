using Berth.Emulator.Blobs;
using Berth.Emulator.Clock;
using Berth.Emulator.Identities;
using Berth.Emulator.State;

namespace Berth.Emulator.Hosting;

/// <summary>An emulator without a socket: its state and its doors. Built the same way for the server and for use in process.</summary>
internal sealed class EmulatorCore : IAsyncDisposable
{
    private EmulatorCore(EmulatorContext context)
    {
        Context = context;
        Dispatcher = new Dispatcher(context);
    }

    public EmulatorContext Context { get; }

    public Dispatcher Dispatcher { get; }

    public static EmulatorCore Open(EmulatorOptions options)
    {
        var clock = new EmulatorClock(options.TimeProvider);
        var state = new EmulatorState(new NullJournal());
        var tokens = new SealedTokens(state.Secret);
        IAccessControl access = options.Identities is { } identities
            ? new EnforcingAccess(identities, tokens, clock)
            : new OpenAccess(options.Account, options.Region, tokens, clock);
        var logger = options.LoggerFactory.CreateLogger("Berth.Emulator");
        IBlobStore blobs = options.DataDirectory is { } directory
            ? new DiskBlobStore(directory, options.Fsync)
            : new MemoryBlobStore(options.MemoryLimit);
        return new EmulatorCore(new EmulatorContext(options, state, clock, access, logger)
        {
            Blobs = blobs,
            Uploads = new BlobUploads(blobs, clock),
        });
    }

    public async ValueTask DisposeAsync()
    {
        Context.Uploads.Dispose();
        Context.Blobs.Dispose();
        await Context.State.DisposeAsync().ConfigureAwait(false);
    }
}
