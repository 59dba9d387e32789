using System.Buffers;
using System.Security.Cryptography;
using Berth.Names;

namespace Berth.Emulator.Storage.Memory;

/// <summary>The bytes of an upload in blocks of memory, which become the blob's. Disposing removes them.</summary>
internal sealed class MemoryBlobStaging(MemoryBlobStore store, MemoryBudget budget) : IBlobStaging
{
    private const int SmallestBlock = 4 * 1024;
    private const int LargestBlock = 1024 * 1024;

    private readonly List<byte[]> blocks = [];
    private long capacity;
    private int current;
    private long currentStart;
    private bool ended;

    public long Length { get; private set; }

    public ValueTask AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        Reserve(Length + bytes.Length);
        foreach (var segment in bytes)
        {
            Copy(segment.Span);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask TruncateAsync(long length)
    {
        Length = length;
        current = 0;
        currentStart = 0;
        while (blocks is [.., var last] && capacity - last.Length >= length)
        {
            blocks.RemoveAt(blocks.Count - 1);
            capacity -= last.Length;
            budget.Give(last.Length);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask HashIntoAsync(IncrementalHash hash, CancellationToken cancellationToken)
    {
        foreach (var block in Written())
        {
            hash.AppendData(block.Span);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask SuspendAsync() => ValueTask.CompletedTask;

    public ValueTask PublishAsync(Digest digest, CancellationToken cancellationToken)
    {
        ended = true;
        store.Publish(digest, [.. Written()], Length, capacity);
        return ValueTask.CompletedTask;
    }

    public ValueTask DiscardAsync() => DisposeAsync();

    public ValueTask DisposeAsync()
    {
        if (!ended)
        {
            ended = true;
            blocks.Clear();
            budget.Give(capacity);
        }

        return ValueTask.CompletedTask;
    }

    private void Reserve(long wanted)
    {
        while (capacity < wanted)
        {
            var size = (int)Math.Clamp(wanted - capacity, SmallestBlock, LargestBlock);
            size = Math.Max(size, (int)Math.Min(capacity, LargestBlock));
            budget.Take(size);
            blocks.Add(GC.AllocateUninitializedArray<byte>(size));
            capacity += size;
        }
    }

    private void Copy(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var block = blocks[current];
            var within = Length - currentStart;
            if (within >= block.Length)
            {
                currentStart += block.Length;
                current++;
                continue;
            }

            var count = (int)Math.Min(block.Length - within, bytes.Length);
            bytes[..count].CopyTo(block.AsSpan((int)within));
            bytes = bytes[count..];
            Length += count;
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> Written()
    {
        var left = Length;
        foreach (var block in blocks)
        {
            if (left <= 0)
            {
                yield break;
            }

            yield return block.AsMemory(0, (int)Math.Min(left, block.Length));
            left -= block.Length;
        }
    }
}
