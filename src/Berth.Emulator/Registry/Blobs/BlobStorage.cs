using System.Buffers;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>The blobs of all registries: a store, and pins that keep garbage collection away from blobs that are used.</summary>
internal sealed class BlobStorage(IBlobStore store) : IAsyncDisposable
{
    private readonly BlobPins pins = new();

    public ValueTask<BlobReader?> OpenAsync(Digest digest, CancellationToken cancellationToken) => store.OpenAsync(digest, cancellationToken);

    /// <summary>Determines whether the bytes of a layer are stored completely. If they are not, clients must be told to push the layer again.</summary>
    public async ValueTask<bool> IsIntactAsync(StoredLayer layer, CancellationToken cancellationToken) =>
        await store.GetLengthAsync(layer.Digest, cancellationToken).ConfigureAwait(false) == layer.Size;

    /// <summary>Pins a blob that exists.</summary>
    /// <returns>The pin, or <see langword="null"/> if there is no such blob.</returns>
    public async ValueTask<BlobPin?> PinAsync(Digest digest, CancellationToken cancellationToken)
    {
        await pins.HoldAsync(digest, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await store.GetLengthAsync(digest, cancellationToken).ConfigureAwait(false) is { } length)
            {
                return new BlobPin(pins, digest, length);
            }
        }
        catch
        {
            pins.Release(digest);
            throw;
        }

        pins.Release(digest);
        return null;
    }

    /// <summary>Stores a blob and pins it. The caller has verified the digest.</summary>
    /// <exception cref="StorageFullException">There is no space; nothing was stored.</exception>
    public ValueTask<BlobPin> PutAsync(Digest digest, ReadOnlySequence<byte> content, CancellationToken cancellationToken) =>
        StoreAsync(digest, content.Length, () => store.PutAsync(digest, content, cancellationToken), cancellationToken);

    /// <summary>Stores the bytes of an upload as a blob and pins it. The caller has verified the digest.</summary>
    /// <exception cref="StorageFullException">There is no space; nothing was stored.</exception>
    public ValueTask<BlobPin> PublishAsync(IBlobStaging staging, Digest digest, CancellationToken cancellationToken) =>
        StoreAsync(digest, staging.Length, () => staging.PublishAsync(digest, cancellationToken), cancellationToken);

    public ValueTask<IBlobStaging> StageAsync(UploadKey key, CancellationToken cancellationToken) =>
        store.StageAsync(key.ToFileName(), cancellationToken);

    public ValueTask<IBlobStaging?> ResumeAsync(UploadKey key, CancellationToken cancellationToken) =>
        store.ResumeAsync(key.ToFileName(), cancellationToken);

    public IAsyncEnumerable<Digest> ListAsync(CancellationToken cancellationToken) => store.ListAsync(cancellationToken);

    /// <summary>Removes a blob that is neither pinned nor in use.</summary>
    /// <returns>The number of bytes that were freed, or <see langword="null"/> if the blob stays.</returns>
    public async ValueTask<long?> RemoveUnusedAsync(Digest digest, IBlobReferences references, CancellationToken cancellationToken)
    {
        if (!pins.TryBeginRemoval(digest))
        {
            return null;
        }

        try
        {
            return await references.IsInUseAsync(digest, cancellationToken).ConfigureAwait(false)
                ? null
                : await store.RemoveAsync(digest, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            pins.EndRemoval(digest);
        }
    }

    /// <summary>Removes the uploads of earlier processes that have not changed since a time.</summary>
    /// <returns>The number of uploads that were removed.</returns>
    public async ValueTask<int> RemoveAbandonedAsync(
        DateTimeOffset unchangedSince, Func<string, bool> isOpen, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var upload in store.ListUploadsAsync(cancellationToken).ConfigureAwait(false))
        {
            if (upload.ChangedAt < unchangedSince && !isOpen(upload.Name))
            {
                await store.RemoveUploadAsync(upload.Name, cancellationToken).ConfigureAwait(false);
                count++;
            }
        }

        return count;
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async ValueTask<BlobPin> StoreAsync(Digest digest, long length, Func<ValueTask> write, CancellationToken cancellationToken)
    {
        await pins.HoldAsync(digest, cancellationToken).ConfigureAwait(false);
        try
        {
            await write().ConfigureAwait(false);
            return new BlobPin(pins, digest, length);
        }
        catch
        {
            pins.Release(digest);
            throw;
        }
    }
}
