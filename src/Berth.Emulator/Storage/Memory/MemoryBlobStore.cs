using System.Buffers;
using System.Collections.Concurrent;
using Berth.Names;

namespace Berth.Emulator.Storage.Memory;

/// <summary>Stores blobs in memory, up to a limit; they end with the process.</summary>
internal sealed class MemoryBlobStore(long limit) : IBlobStore
{
    private readonly ConcurrentDictionary<Digest, (MemoryBlobReader Content, long Reserved)> blobs = new();
    private readonly MemoryBudget budget = new(limit);

    /// <summary>Gets how many bytes blobs and uploads use together.</summary>
    public long Used => budget.Used;

    public ValueTask<BlobReader?> OpenAsync(Digest digest, CancellationToken cancellationToken) =>
        ValueTask.FromResult<BlobReader?>(blobs.TryGetValue(digest, out var blob) ? blob.Content : null);

    public ValueTask<long?> GetLengthAsync(Digest digest, CancellationToken cancellationToken) =>
        ValueTask.FromResult(blobs.TryGetValue(digest, out var blob) ? blob.Content.Length : default(long?));

    public ValueTask PutAsync(Digest digest, ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        if (!blobs.ContainsKey(digest))
        {
            budget.Take(content.Length);
            Publish(digest, [content.ToArray()], content.Length, content.Length);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IBlobStaging> StageAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IBlobStaging>(new MemoryBlobStaging(this, budget));

    public ValueTask<IBlobStaging?> ResumeAsync(string name, CancellationToken cancellationToken) => ValueTask.FromResult<IBlobStaging?>(null);

    public IAsyncEnumerable<Digest> ListAsync(CancellationToken cancellationToken) => blobs.Keys.ToAsyncEnumerable();

    public ValueTask<long?> RemoveAsync(Digest digest, CancellationToken cancellationToken)
    {
        if (!blobs.TryRemove(digest, out var blob))
        {
            return ValueTask.FromResult<long?>(null);
        }

        budget.Give(blob.Reserved);
        return ValueTask.FromResult<long?>(blob.Content.Length);
    }

    public IAsyncEnumerable<StoredUpload> ListUploadsAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<StoredUpload>();

    public ValueTask RemoveUploadAsync(string name, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Makes blocks visible as a blob; <paramref name="reserved"/> is what they use of the limit.</summary>
    internal void Publish(Digest digest, IReadOnlyList<ReadOnlyMemory<byte>> blocks, long length, long reserved)
    {
        if (!blobs.TryAdd(digest, (new MemoryBlobReader(blocks, length), reserved)))
        {
            budget.Give(reserved);
        }
    }
}
