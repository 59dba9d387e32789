using System.Buffers;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage;
using Berth.Names;
using static Berth.Emulator.Tests.Storage.Blobs.BlobTesting;

namespace Berth.Emulator.Tests.Storage.Blobs;

/// <summary>What every blob store does; each implementation derives from this.</summary>
public abstract class BlobStoreContract : IDisposable
{
    private readonly IBlobStore store;

    private protected BlobStoreContract(IBlobStore store) => this.store = store;

    private protected IBlobStore Store => store;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(3_000_001)]
    public async Task Put_AnySize_ReadsBack(int length)
    {
        var bytes = Random(length);
        using (var pin = store.Put(DigestOf(bytes), new ReadOnlySequence<byte>(bytes)))
        {
            Assert.Equal(length, pin.Length);
        }

        using var content = store.Open(DigestOf(bytes));
        Assert.NotNull(content);
        Assert.Equal(length, content.Length);
        Assert.Equal(bytes, await ReadAsync(content));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 2_500_000)]
    [InlineData(1_048_575, 2)]
    [InlineData(2_499_999, 1)]
    [InlineData(1_000_000, 1_234_567)]
    public async Task Open_Range_GivesThatRange(int offset, int count)
    {
        var bytes = Random(2_500_000);
        var digest = await StageAsync(bytes, 1000);
        using var content = store.Open(digest);
        Assert.Equal(bytes.AsSpan(offset, count).ToArray(), await ReadAsync(content!, offset, count));
    }

    [Fact]
    public void Open_UnknownDigest_IsNull()
    {
        Assert.Null(store.Open(DigestOf(Random(10))));
        Assert.Null(store.Pin(DigestOf(Random(10))));
    }

    [Fact]
    public async Task Staging_BeforePublishing_ShowsNothing()
    {
        var bytes = Random(100_000);
        using var staging = store.Stage(NewKey());
        await staging.AppendAsync(new ReadOnlySequence<byte>(bytes), Token);
        Assert.Null(store.Open(DigestOf(bytes)));
        Assert.Empty(store.List());
    }

    [Fact]
    public async Task Staging_Truncated_PublishesWhatIsLeft()
    {
        var bytes = Random(3_000_000);
        using var staging = store.Stage(NewKey());
        await staging.AppendAsync(new ReadOnlySequence<byte>(Random(3_000_000, seed: 2)), Token);
        staging.Truncate(0);
        await staging.AppendAsync(new ReadOnlySequence<byte>(bytes), Token);
        await staging.AppendAsync(new ReadOnlySequence<byte>(bytes), Token);
        staging.Truncate(bytes.Length);
        staging.Publish(DigestOf(bytes)).Dispose();
        using var content = store.Open(DigestOf(bytes));
        Assert.Equal(bytes, await ReadAsync(content!));
    }

    [Fact]
    public async Task Publish_TwiceTheSame_IsOneBlob()
    {
        var bytes = Random(50_000);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StageAsync(bytes, 5000), Token)));
        Assert.Equal([DigestOf(bytes)], store.List());
    }

    [Fact]
    public async Task RemoveUnless_InUseOrPinned_Stays()
    {
        var bytes = Random(50_000);
        var digest = await StageAsync(bytes, 50_000);
        Assert.Null(store.RemoveUnless(digest, _ => true));
        using (store.Pin(digest))
        {
            Assert.Null(store.RemoveUnless(digest, _ => false));
        }

        using var content = store.Open(digest);
        Assert.Equal(bytes, await ReadAsync(content!));
    }

    [Fact]
    public async Task RemoveUnless_Unused_FreesItAndReadersFinish()
    {
        var bytes = Random(50_000);
        var digest = await StageAsync(bytes, 50_000);
        using var content = store.Open(digest);
        Assert.Equal(50_000, store.RemoveUnless(digest, _ => false));
        Assert.Null(store.Open(digest));
        Assert.Empty(store.List());
        Assert.Equal(bytes, await ReadAsync(content!));
    }

    [Fact]
    public async Task RemoveUnless_WhileOthersPutAndUse_NeverTakesAPinnedBlob()
    {
        var bytes = Random(2000);
        var digest = DigestOf(bytes);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var remover = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    store.RemoveUnless(digest, _ => false);
                }
            },
            Token);

        for (var round = 0; round < 500; round++)
        {
            using var pin = store.Put(digest, new ReadOnlySequence<byte>(bytes));
            using var content = store.Open(digest);
            Assert.NotNull(content);
        }

        await stop.CancelAsync();
        await remover;
    }

    public void Dispose()
    {
        store.Dispose();
        CleanUp();
        GC.SuppressFinalize(this);
    }

    private protected static UploadKey NewKey() => new(Guid.NewGuid(), "123456789012/us-east-1/demo/app");

    private protected async Task<Digest> StageAsync(byte[] bytes, int piece)
    {
        using var staging = store.Stage(NewKey());
        foreach (var part in bytes.Chunk(piece))
        {
            await staging.AppendAsync(new ReadOnlySequence<byte>(part), Token);
        }

        staging.Publish(DigestOf(bytes)).Dispose();
        return DigestOf(bytes);
    }

    protected virtual void CleanUp()
    {
    }
}
