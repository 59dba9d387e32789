using System.Buffers;
using Berth.Emulator.Storage;
using Berth.Names;
using static Berth.Emulator.Tests.Storage.BlobTesting;

namespace Berth.Emulator.Tests.Storage;

/// <summary>The behavior of every blob store. Each implementation has a test class that derives from this.</summary>
public abstract class BlobStoreContract : IAsyncDisposable
{
    private protected BlobStoreContract(IBlobStore store) => Store = store;

    private protected IBlobStore Store { get; }

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(3_000_001)]
    public async Task PutAsync_AnySize_ReadsBack(int length)
    {
        var bytes = Random(length);
        await PutAsync(bytes);

        Assert.Equal(length, await Store.GetLengthAsync(DigestOf(bytes), Token));
        Assert.Equal(bytes, await ReadBlobAsync(DigestOf(bytes)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2_500_000)]
    [InlineData(1_048_575, 2)]
    [InlineData(2_499_999, 1)]
    [InlineData(1_000_000, 1_234_567)]
    public async Task OpenAsync_Range_ReadsThatRange(int offset, int count)
    {
        var bytes = Random(2_500_000);
        var digest = await StageAsync(bytes, 1000);
        using var content = await Store.OpenAsync(digest, Token);
        Assert.Equal(bytes.AsSpan(offset, count).ToArray(), await ReadAsync(content!, offset, count));
    }

    [Fact]
    public async Task OpenAsync_UnknownDigest_IsNull()
    {
        Assert.Null(await Store.OpenAsync(DigestOf(Random(10)), Token));
        Assert.Null(await Store.GetLengthAsync(DigestOf(Random(10)), Token));
        Assert.Null(await Store.RemoveAsync(DigestOf(Random(10)), Token));
    }

    [Fact]
    public async Task Staging_BeforePublishing_IsInvisible()
    {
        var bytes = Random(100_000);
        await using var staging = await Store.StageAsync(NewName(), Token);
        await staging.AppendAsync(new ReadOnlySequence<byte>(bytes), Token);
        Assert.Null(await Store.OpenAsync(DigestOf(bytes), Token));
        Assert.Empty(await Store.ListAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Staging_Truncated_PublishesTheRest()
    {
        var bytes = Random(3_000_000);
        await using var staging = await Store.StageAsync(NewName(), Token);
        await staging.AppendAsync(new ReadOnlySequence<byte>(Random(3_000_000, seed: 2)), Token);
        await staging.TruncateAsync(0);
        await staging.AppendAsync(new ReadOnlySequence<byte>(bytes), Token);
        await staging.SuspendAsync();
        await staging.AppendAsync(new ReadOnlySequence<byte>(bytes), Token);
        await staging.TruncateAsync(bytes.Length);
        await staging.PublishAsync(DigestOf(bytes), Token);
        Assert.Equal(bytes, await ReadBlobAsync(DigestOf(bytes)));
    }

    [Fact]
    public async Task Staging_Discarded_LeavesNothing()
    {
        await using (var staging = await Store.StageAsync(NewName(), Token))
        {
            await staging.AppendAsync(new ReadOnlySequence<byte>(Random(1000)), Token);
            await staging.DiscardAsync();
        }

        Assert.Empty(await Store.ListUploadsAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task PublishAsync_SameBlobConcurrently_StoresOneBlob()
    {
        var bytes = Random(50_000);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StageAsync(bytes, 5000), Token)));
        Assert.Equal([DigestOf(bytes)], await Store.ListAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task RemoveAsync_WhileABlobIsRead_FreesItAndTheReaderCompletes()
    {
        var bytes = Random(50_000);
        var digest = await StageAsync(bytes, 50_000);
        using var content = await Store.OpenAsync(digest, Token);
        Assert.Equal(50_000, await Store.RemoveAsync(digest, Token));
        Assert.Null(await Store.OpenAsync(digest, Token));
        Assert.Empty(await Store.ListAsync(Token).ToListAsync(Token));
        Assert.Equal(bytes, await ReadAsync(content!));
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        CleanUp();
        GC.SuppressFinalize(this);
    }

    private protected static string NewName() => $"{Guid.NewGuid():N}.0123456789abcdef";

    private protected ValueTask PutAsync(byte[] bytes) => Store.PutAsync(DigestOf(bytes), new ReadOnlySequence<byte>(bytes), Token);

    private protected async Task<byte[]> ReadBlobAsync(Digest digest)
    {
        using var content = await Store.OpenAsync(digest, Token);
        return await ReadAsync(content!);
    }

    private protected async Task<Digest> StageAsync(byte[] bytes, int piece)
    {
        await using var staging = await Store.StageAsync(NewName(), Token);
        foreach (var part in bytes.Chunk(piece))
        {
            await staging.AppendAsync(new ReadOnlySequence<byte>(part), Token);
        }

        await staging.PublishAsync(DigestOf(bytes), Token);
        return DigestOf(bytes);
    }

    protected virtual void CleanUp()
    {
    }
}
