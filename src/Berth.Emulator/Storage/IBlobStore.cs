using System.Buffers;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>
/// Stores blobs by digest, each once for all repositories, and the bytes of unfinished uploads. All members may be called concurrently,
/// except that a blob is not removed while it is stored.
/// </summary>
public interface IBlobStore : IAsyncDisposable
{
    /// <summary>Opens a blob for reading.</summary>
    /// <param name="digest">The digest of the blob.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The blob, or <see langword="null"/> if it does not exist.</returns>
    ValueTask<BlobReader?> OpenAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>Gets the length of a blob as it is stored at present.</summary>
    /// <param name="digest">The digest of the blob.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The length in bytes, or <see langword="null"/> if the blob does not exist.</returns>
    ValueTask<long?> GetLengthAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>Stores a blob. Replaces a stored blob that has other bytes, because its file was damaged.</summary>
    /// <param name="digest">The digest, which the caller has verified.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the blob is stored.</returns>
    /// <exception cref="StorageFullException">There is no space; nothing was stored.</exception>
    ValueTask PutAsync(Digest digest, ReadOnlySequence<byte> content, CancellationToken cancellationToken);

    /// <summary>Begins an upload.</summary>
    /// <param name="name">A unique name of at most 64 letters, digits and periods.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The upload's bytes, of which there are none yet.</returns>
    /// <exception cref="StorageFullException">There is no space.</exception>
    ValueTask<IBlobStaging> StageAsync(string name, CancellationToken cancellationToken);

    /// <summary>Continues an upload that an earlier process began.</summary>
    /// <param name="name">The name of the upload.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The upload's bytes, or <see langword="null"/> if the store has no such upload.</returns>
    ValueTask<IBlobStaging?> ResumeAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lists the blobs. Blobs that are stored or removed meanwhile may or may not be listed.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The digests.</returns>
    IAsyncEnumerable<Digest> ListAsync(CancellationToken cancellationToken);

    /// <summary>Removes a blob. Readers that have opened it can still read it.</summary>
    /// <param name="digest">The digest of the blob.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The number of bytes that were freed, or <see langword="null"/> if the blob does not exist.</returns>
    ValueTask<long?> RemoveAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>Lists the uploads that can be resumed.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The uploads.</returns>
    IAsyncEnumerable<StoredUpload> ListUploadsAsync(CancellationToken cancellationToken);

    /// <summary>Removes an upload that is not open. It has no effect if the upload does not exist.</summary>
    /// <param name="name">The name of the upload.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the upload is removed.</returns>
    ValueTask RemoveUploadAsync(string name, CancellationToken cancellationToken);
}
