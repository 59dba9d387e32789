using System.Buffers;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Memory;
using static Berth.Emulator.Tests.Storage.BlobTesting;

namespace Berth.Emulator.Tests.Storage;

public sealed class MemoryBlobStoreTests : BlobStoreContract
{
    private const int Limit = 16 * 1024 * 1024;

    public MemoryBlobStoreTests()
        : base(new MemoryBlobStore(Limit))
    {
    }

    private MemoryBlobStore Memory => (MemoryBlobStore)Store;

    [Fact]
    public async Task PutAsync_MoreThanTheLimit_IsRefusedAndStoresNothing()
    {
        await Assert.ThrowsAsync<StorageFullException>(async () => await PutAsync(new byte[Limit + 1]));
        Assert.Empty(await Store.ListAsync(Token).ToListAsync(Token));
        Assert.Equal(0, Memory.Used);
    }

    [Fact]
    public async Task DiscardAsync_StagedBytes_FreesThem()
    {
        await using (var staging = await Store.StageAsync(NewName(), Token))
        {
            await staging.AppendAsync(new ReadOnlySequence<byte>(new byte[1_000_000]), Token);
            Assert.InRange(Memory.Used, 1_000_000, 2_200_000);
            await staging.DiscardAsync();
        }

        Assert.Equal(0, Memory.Used);
    }

    [Fact]
    public async Task RemoveAsync_Published_FreesAllItsBytes()
    {
        var digest = await StageAsync(Random(1_000_000), 3000);
        await StageAsync(Random(1_000_000), 3000);
        await Store.RemoveAsync(digest, Token);
        Assert.Equal(0, Memory.Used);
    }
}
