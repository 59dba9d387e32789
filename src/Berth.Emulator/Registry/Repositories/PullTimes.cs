using System.Collections.Concurrent;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Changes;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// Stores the times of pulls in the background, so that a pull never waits for a write. Pulls of one image are stored once; times that
/// cannot be stored now, because the disk is full, are stored with the next ones.
/// </summary>
internal sealed class PullTimes : IAsyncDisposable
{
    private const int MaxWaiting = 65_536;

    private readonly ConcurrentDictionary<(long Repository, Digest Digest), DateTimeOffset> waiting = new();
    private readonly SemaphoreSlim signal = new(0, 1);
    private readonly IStateStore store;
    private readonly Task storing;
    private volatile bool isEnding;

    public PullTimes(IStateStore store)
    {
        this.store = store;
        storing = Task.Run(StoreAsync);
    }

    /// <summary>Gets the number of times that are not stored yet.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Adds a pull. Beyond a limit it is dropped from the store, not from memory.</summary>
    public void Add(long repository, Digest digest, DateTimeOffset at)
    {
        if (waiting.Count < MaxWaiting || waiting.ContainsKey((repository, digest)))
        {
            waiting[(repository, digest)] = at;
            Signal();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (isEnding)
        {
            return;
        }

        isEnding = true;
        Signal();
        await storing.ConfigureAwait(false);
        signal.Dispose();
    }

    private void Signal()
    {
        try
        {
            if (signal.CurrentCount == 0)
            {
                signal.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Another caller has signaled at the same time.
        }
    }

    private async Task StoreAsync()
    {
        while (!isEnding)
        {
            await signal.WaitAsync().ConfigureAwait(false);
            var batch = waiting.ToArray();
            if (batch.Length == 0)
            {
                continue;
            }

            try
            {
                await store
                    .CommitAsync([.. batch.Select(pull => new ImagePulled(pull.Key.Repository, pull.Key.Digest, pull.Value))])
                    .ConfigureAwait(false);
            }
            catch (StorageException)
            {
                // Pulls go on with a full disk. These times wait for the next pull, or for the end of the emulator.
                continue;
            }

            foreach (var pull in batch)
            {
                // Unless the image was pulled again meanwhile.
                waiting.TryRemove(pull);
            }
        }
    }
}
