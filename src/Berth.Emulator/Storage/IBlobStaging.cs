using System.Buffers;
using System.Security.Cryptography;
using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>
/// The bytes of one upload, invisible until they are published. Used by one caller at a time. Disposing keeps the bytes of a store that can
/// resume uploads.
/// </summary>
public interface IBlobStaging : IAsyncDisposable
{
    /// <summary>Gets the number of bytes.</summary>
    long Length { get; }

    /// <summary>Appends bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the bytes are appended.</returns>
    /// <exception cref="StorageFullException">There is no space; bytes after <see cref="Length"/> are undefined and not part of the upload.</exception>
    ValueTask AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Removes the bytes from <paramref name="length"/> on.</summary>
    /// <param name="length">The number of bytes to keep.</param>
    /// <returns>A task that completes when the bytes are removed.</returns>
    ValueTask TruncateAsync(long length);

    /// <summary>Adds all bytes to a hash.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the bytes are hashed.</returns>
    ValueTask HashIntoAsync(IncrementalHash hash, CancellationToken cancellationToken);

    /// <summary>Releases files and other handles until the next call, because the upload may now be idle for hours.</summary>
    /// <returns>A task that completes when they are released.</returns>
    ValueTask SuspendAsync();

    /// <summary>Stores the bytes as a blob. Replaces a stored blob of the same digest. The staging cannot be used afterwards.</summary>
    /// <param name="digest">The digest, which the caller has verified.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the blob is stored.</returns>
    /// <exception cref="StorageFullException">There is no space; nothing was stored.</exception>
    ValueTask PublishAsync(Digest digest, CancellationToken cancellationToken);

    /// <summary>Removes the upload.</summary>
    /// <returns>A task that completes when the upload is removed.</returns>
    ValueTask DiscardAsync();
}
