namespace Berth.Emulator.Registry.Blobs;

/// <summary>Removes blobs that no repository has, and abandoned uploads.</summary>
internal sealed class BlobCollector(BlobStorage blobs, BlobUploads uploads, IBlobReferences references, TimeProvider time)
{
    /// <summary>How long an upload is kept after its last request.</summary>
    public static readonly TimeSpan UploadLifetime = TimeSpan.FromHours(24);

    /// <summary>Runs one collection. Pushes and pulls may run meanwhile; nothing that they use is removed.</summary>
    public async ValueTask<CollectedGarbage> CollectAsync(CancellationToken cancellationToken)
    {
        var expired = await uploads.ExpireAsync(time.GetUtcNow() - UploadLifetime, cancellationToken).ConfigureAwait(false);
        var count = 0;
        var bytes = 0L;
        await foreach (var digest in blobs.ListAsync(cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await blobs.RemoveUnusedAsync(digest, references, cancellationToken).ConfigureAwait(false) is { } freed)
            {
                count++;
                bytes += freed;
            }
        }

        return new CollectedGarbage(count, bytes, expired);
    }
}
