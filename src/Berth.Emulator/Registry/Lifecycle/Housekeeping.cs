using Berth.Emulator.Hosting;
using Berth.Emulator.Protocols.Oci;
using Berth.Emulator.Registry.Blobs;

namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>What an emulator that goes on running does by itself: policies that are due, loose layers, blobs that nothing holds.</summary>
internal sealed class Housekeeping : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SweepInterval = TimeSpan.FromHours(1);
    private const int RepositoriesPerBeat = 500;

    private readonly EmulatorContext emulator;
    private readonly CancellationTokenSource ending = new();
    private readonly Task beating;
    private DateTimeOffset sweptAt;

    public Housekeeping(EmulatorContext emulator)
    {
        this.emulator = emulator;
        sweptAt = emulator.Clock.GetUtcNow();
        beating = BeatAsync(ending.Token);
    }

    /// <summary>Takes away what nothing needs any more: loose layers, abandoned uploads, and then blobs.</summary>
    public static async ValueTask<BlobSweep> SweepAsync(EmulatorContext emulator, CancellationToken cancellationToken)
    {
        // The layers of a repository that nobody has touched yet are swept once it is.
        foreach (var repository in emulator.State.Repositories.Where(repository => repository.IsLoaded))
        {
            await LayerSweep.RunAsync(repository, emulator.Clock.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }

        return new BlobCollector(emulator.Blobs, emulator.Uploads, emulator.State, emulator.Clock).Collect(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        await beating.ConfigureAwait(false);
        ending.Dispose();
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Beat, emulator.Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                await RunOnceAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The emulator ends.
        }
    }

    private async ValueTask RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await emulator.Lifecycle.RunDueAsync(RepositoriesPerBeat, cancellationToken).ConfigureAwait(false);
            var now = emulator.Clock.GetUtcNow();
            if (now - sweptAt >= SweepInterval || now < sweptAt)
            {
                sweptAt = now;
                await SweepAsync(emulator, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A full disk today is no reason not to try again in a minute.
            emulator.Logger.HousekeepingFailed(exception);
        }
    }
}
