using System.Buffers;
using System.Collections.Concurrent;
using Berth.Emulator.Registry.Blobs;
using Berth.Names;

namespace Berth.Emulator.Storage.Memory;

/// <summary>Blobs in memory, up to a bound; they end with the process.</summary>
internal sealed class MemoryBlobStore(long limit) : IBlobStore
{
    private readonly ConcurrentDictionary<Digest, (MemoryBlobContent Content, long Reserved)> blobs = new();
    private readonly BlobPins pins = new();
    private readonly MemoryBudget budget = new(limit);

    /// <summary>Gets how many bytes blobs and uploads take together.</summary>
    public long Used => budget.Used;

    public BlobContent? Open(Digest digest) => blobs.TryGetValue(digest, out var blob) ? blob.Content : null;

    public BlobPin? Pin(Digest digest)
    {
        pins.Hold(digest);
        if (blobs.TryGetValue(digest, out var blob))
        {
            return new BlobPin(pins, digest, blob.Content.Length);
        }

        pins.Release(digest);
        return null;
    }

    public BlobPin Put(Digest digest, ReadOnlySequence<byte> bytes)
    {
        if (Pin(digest) is { } existing)
        {
            return existing;
        }

        budget.Take(bytes.Length);
        return Publish(digest, [bytes.ToArray()], bytes.Length, bytes.Length);
    }

    public IBlobStaging Stage(UploadKey key) => new MemoryBlobStaging(this, budget);

    public IBlobStaging? Resume(UploadKey key) => null;

    public IEnumerable<Digest> List() => blobs.Keys;

    public long? RemoveUnless(Digest digest, Func<Digest, bool> isInUse)
    {
        long? freed = null;
        pins.IfUnheld(digest, () =>
        {
            if (isInUse(digest) || !blobs.TryRemove(digest, out var blob))
            {
                return false;
            }

            budget.Give(blob.Reserved);
            freed = blob.Content.Length;
            return true;
        });
        return freed;
    }

    public int RemoveAbandoned(DateTimeOffset untouchedSince, Func<Guid, bool> isOpen) => 0;

    public void Dispose()
    {
    }

    /// <summary>Makes blocks visible as a blob; <paramref name="reserved"/> is what they took of the budget.</summary>
    internal BlobPin Publish(Digest digest, IReadOnlyList<ReadOnlyMemory<byte>> blocks, long length, long reserved)
    {
        pins.Hold(digest);
        if (!blobs.TryAdd(digest, (new MemoryBlobContent(blocks, length), reserved)))
        {
            budget.Give(reserved);
        }

        return new BlobPin(pins, digest, length);
    }
}
