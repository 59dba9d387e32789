using System.IO.Pipelines;

namespace Berth.Emulator.Storage;

/// <summary>The bytes of one stored blob, open for reading; a collection meanwhile does not take them away.</summary>
internal abstract class BlobContent : IDisposable
{
    /// <summary>Gets the blob's length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Writes a range of the blob; returns early, without an error, when the reader has gone.</summary>
    /// <param name="destination">Where the bytes go.</param>
    /// <param name="offset">The first byte, counted from 0.</param>
    /// <param name="count">How many bytes; the range lies within the blob.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    public abstract ValueTask CopyToAsync(PipeWriter destination, long offset, long count, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract void Dispose();
}
