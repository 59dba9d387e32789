using Berth.Names;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Counts the users of each blob, so that a blob is never removed while it is used. A user waits for a removal that is running.</summary>
internal sealed class BlobPins
{
    private const int StripeCount = 64;

    private readonly Dictionary<Digest, Entry>[] stripes = [.. Enumerable.Range(0, StripeCount).Select(_ => new Dictionary<Digest, Entry>())];

    /// <summary>Pins a blob, which need not exist.</summary>
    public async ValueTask HoldAsync(Digest digest, CancellationToken cancellationToken)
    {
        while (TryHold(digest) is { } removal)
        {
            await removal.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Release(Digest digest)
    {
        var stripe = StripeOf(digest);
        lock (stripe)
        {
            if (--stripe[digest].Users == 0)
            {
                stripe.Remove(digest);
            }
        }
    }

    /// <summary>Begins the removal of a blob, unless it is pinned or being removed.</summary>
    public bool TryBeginRemoval(Digest digest)
    {
        var stripe = StripeOf(digest);
        lock (stripe)
        {
            return stripe.TryAdd(digest, new Entry { Removal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) });
        }
    }

    public void EndRemoval(Digest digest)
    {
        var stripe = StripeOf(digest);
        lock (stripe)
        {
            stripe.Remove(digest, out var entry);
            entry!.Removal!.SetResult();
        }
    }

    /// <returns>The removal to wait for, or <see langword="null"/> if the blob is pinned now.</returns>
    private Task? TryHold(Digest digest)
    {
        var stripe = StripeOf(digest);
        lock (stripe)
        {
            if (!stripe.TryGetValue(digest, out var entry))
            {
                stripe.Add(digest, entry = new Entry());
            }

            if (entry.Removal is null)
            {
                entry.Users++;
            }

            return entry.Removal?.Task;
        }
    }

    private Dictionary<Digest, Entry> StripeOf(Digest digest) => stripes[(digest.GetHashCode() & int.MaxValue) % StripeCount];

    private sealed class Entry
    {
        public int Users { get; set; }

        public TaskCompletionSource? Removal { get; init; }
    }
}
