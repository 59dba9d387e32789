using System.IO.Pipelines;

namespace Berth.Emulator.Storage;

/// <summary>A blob that is open for reading. It stays readable if the blob is removed meanwhile.</summary>
public abstract class BlobReader : IDisposable
{
    /// <summary>Gets the blob's length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Copies a range of the blob. Returns early, without an exception, if the reader has disconnected.</summary>
    /// <param name="destination">Receives the bytes.</param>
    /// <param name="offset">The offset of the first byte.</param>
    /// <param name="count">The number of bytes; the range must be within the blob.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A task that completes when the bytes are copied.</returns>
    public abstract ValueTask CopyToAsync(PipeWriter destination, long offset, long count, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the blob.</summary>
    /// <param name="disposing">Whether <see cref="Dispose()"/> was called.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
