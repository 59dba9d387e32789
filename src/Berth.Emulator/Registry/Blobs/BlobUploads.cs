using System.Collections.Concurrent;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>The uploads that are under way.</summary>
internal sealed class BlobUploads(IBlobStore store, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<UploadKey, BlobUpload> open = new();

    /// <summary>Begins an upload.</summary>
    /// <param name="owner">The registry and repository in which alone it exists.</param>
    public BlobUpload Begin(string owner)
    {
        var upload = new BlobUpload(store, new UploadKey(Guid.NewGuid(), owner), time);
        open[upload.Key] = upload;
        return upload;
    }

    /// <summary>Finds an upload that is under way, if need be one that an earlier process left on the disk.</summary>
    public BlobUpload? Find(UploadKey key)
    {
        if (open.TryGetValue(key, out var upload))
        {
            return upload;
        }

        lock (open)
        {
            if (open.TryGetValue(key, out upload))
            {
                return upload;
            }

            if (store.Resume(key) is not { } staging)
            {
                return null;
            }

            return open[key] = new BlobUpload(store, key, time, staging);
        }
    }

    /// <summary>Forgets an upload that has ended.</summary>
    public void Remove(BlobUpload upload) => open.TryRemove(upload.Key, out _);

    /// <summary>Ends the uploads that nobody touched since a time, also those that earlier processes left.</summary>
    /// <returns>How many.</returns>
    public int Expire(DateTimeOffset untouchedSince)
    {
        var count = 0;
        foreach (var upload in open.Values)
        {
            if (upload.TryExpire(untouchedSince))
            {
                open.TryRemove(upload.Key, out _);
                count++;
            }
        }

        var ids = open.Keys.Select(key => key.Id).ToHashSet();
        return count + store.RemoveAbandoned(untouchedSince, ids.Contains);
    }

    public void Dispose()
    {
        foreach (var upload in open.Values)
        {
            upload.Dispose();
        }

        open.Clear();
    }
}
