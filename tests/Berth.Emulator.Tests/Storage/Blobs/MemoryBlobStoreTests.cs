using System.Buffers;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Memory;
using static Berth.Emulator.Tests.Storage.Blobs.BlobTesting;

namespace Berth.Emulator.Tests.Storage.Blobs;

public sealed class MemoryBlobStoreTests : BlobStoreContract
{
    private const int Limit = 16 * 1024 * 1024;

    public MemoryBlobStoreTests()
        : base(new MemoryBlobStore(Limit))
    {
    }

    private MemoryBlobStore Memory => (MemoryBlobStore)Store;

    [Fact]
    public void Put_MoreThanTheLimit_IsRefusedAndKeepsNothing()
    {
        var bytes = new byte[Limit + 1];
        Assert.Throws<StorageFullException>(() => Store.Put(DigestOf(bytes), new ReadOnlySequence<byte>(bytes)));
        Assert.Empty(Store.List());
        Assert.Equal(0, Memory.Used);
    }

    [Fact]
    public async Task Discard_StagedBytes_GivesTheirRoomBack()
    {
        using (var staging = Store.Stage(NewKey()))
        {
            await staging.AppendAsync(new ReadOnlySequence<byte>(new byte[1_000_000]), TestContext.Current.CancellationToken);
            Assert.InRange(Memory.Used, 1_000_000, 2_200_000);
            staging.Discard();
        }

        Assert.Equal(0, Memory.Used);
    }

    [Fact]
    public async Task RemoveUnless_Published_GivesAllItsRoomBack()
    {
        var digest = await StageAsync(Random(1_000_000), 3000);
        await StageAsync(Random(1_000_000), 3000);
        Store.RemoveUnless(digest, _ => false);
        Assert.Equal(0, Memory.Used);
    }
}
