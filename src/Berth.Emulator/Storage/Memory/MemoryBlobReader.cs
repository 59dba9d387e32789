using System.IO.Pipelines;

namespace Berth.Emulator.Storage.Memory;

/// <summary>A blob in memory: blocks that never change after the blob is published.</summary>
internal sealed class MemoryBlobReader(IReadOnlyList<ReadOnlyMemory<byte>> blocks, long length) : BlobReader
{
    public override long Length { get; } = length;

    public override async ValueTask CopyToAsync(PipeWriter destination, long offset, long count, CancellationToken cancellationToken)
    {
        foreach (var block in blocks)
        {
            if (offset >= block.Length)
            {
                offset -= block.Length;
                continue;
            }

            var part = block[(int)offset..];
            part = part[..(int)Math.Min(part.Length, count)];
            offset = 0;
            count -= part.Length;
            var flushed = await destination.WriteAsync(part, cancellationToken).ConfigureAwait(false);
            if (count == 0 || flushed.IsCompleted || flushed.IsCanceled)
            {
                return;
            }
        }
    }
}
