using System.Collections.Concurrent;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>The unfinished uploads. An upload that ends, however it ends, is removed at once.</summary>
internal sealed class BlobUploads(BlobStorage blobs, TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<UploadKey, BlobUpload> open = new();
    private readonly SemaphoreSlim resuming = new(1, 1);

    /// <summary>Gets the number of uploads that this process works on.</summary>
    public int Count => open.Count;

    /// <summary>Begins an upload.</summary>
    /// <param name="owner">The registry and repository that it belongs to.</param>
    public BlobUpload Begin(string owner)
    {
        var upload = new BlobUpload(blobs, new UploadKey(Guid.NewGuid(), owner), time, Remove);
        open[upload.Key] = upload;
        return upload;
    }

    /// <summary>Finds an unfinished upload, also of an earlier process.</summary>
    public async ValueTask<BlobUpload?> FindAsync(UploadKey key, CancellationToken cancellationToken)
    {
        if (open.TryGetValue(key, out var upload))
        {
            return upload;
        }

        await resuming.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (open.TryGetValue(key, out upload))
            {
                return upload;
            }

            if (await blobs.ResumeAsync(key, cancellationToken).ConfigureAwait(false) is not { } staging)
            {
                return null;
            }

            await staging.SuspendAsync().ConfigureAwait(false);
            return open[key] = new BlobUpload(blobs, key, time, Remove, staging);
        }
        finally
        {
            resuming.Release();
        }
    }

    /// <summary>Ends the uploads that had no request since a time, also those of earlier processes.</summary>
    /// <returns>The number of uploads that ended.</returns>
    public async ValueTask<int> ExpireAsync(DateTimeOffset untouchedSince, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var (_, upload) in open)
        {
            if (await upload.TryExpireAsync(untouchedSince).ConfigureAwait(false))
            {
                count++;
            }
        }

        var names = open.Select(entry => entry.Key.ToFileName()).ToHashSet(StringComparer.Ordinal);
        return count + await blobs.RemoveAbandonedAsync(untouchedSince, names.Contains, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, upload) in open)
        {
            await upload.DisposeAsync().ConfigureAwait(false);
        }

        open.Clear();
        resuming.Dispose();
    }

    private void Remove(BlobUpload upload) => open.TryRemove(upload.Key, out _);
}
