using Berth.Emulator.Storage;

namespace Berth.Emulator.Registry.Blobs;

/// <summary>Removes what nothing needs: blobs that no repository holds, and uploads that were given up.</summary>
internal sealed class BlobCollector(IBlobStore store, BlobUploads uploads, IBlobReferences references, TimeProvider time)
{
    /// <summary>How long an upload may lie untouched.</summary>
    public static readonly TimeSpan UploadLifetime = TimeSpan.FromHours(24);

    /// <summary>Runs one collection; pushes and pulls go on meanwhile, and nothing that they use is taken.</summary>
    public BlobSweep Collect(CancellationToken cancellationToken)
    {
        var expired = uploads.Expire(time.GetUtcNow() - UploadLifetime);
        var blobs = 0;
        var bytes = 0L;
        foreach (var digest in store.List())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (store.RemoveUnless(digest, references.IsInUse) is { } freed)
            {
                blobs++;
                bytes += freed;
            }
        }

        return new BlobSweep(blobs, bytes, expired);
    }
}
