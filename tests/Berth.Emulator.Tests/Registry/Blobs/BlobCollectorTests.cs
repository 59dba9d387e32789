using System.Buffers;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage.Memory;
using Berth.Names;
using Microsoft.Extensions.Time.Testing;
using static Berth.Emulator.Tests.Storage.BlobTesting;

namespace Berth.Emulator.Tests.Registry.Blobs;

public sealed class BlobCollectorTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly MemoryBlobStore store = new(1 << 20);
    private readonly BlobStorage blobs;
    private readonly BlobUploads uploads;

    public BlobCollectorTests()
    {
        blobs = new BlobStorage(store);
        uploads = new BlobUploads(blobs, time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CollectAsync_SomeBlobsInUse_RemovesTheOthersAndAbandonedUploads()
    {
        var (used, unused) = (Random(100, 1), Random(100, 2));
        (await PutAsync(used)).Dispose();
        (await PutAsync(unused)).Dispose();
        await uploads.Begin("a").AppendAsync(Incoming(Random(10)), Token);
        time.Advance(TimeSpan.FromHours(25));

        var garbage = await new BlobCollector(blobs, uploads, new References(DigestOf(used)), time).CollectAsync(Token);

        Assert.Equal(new CollectedGarbage(1, 100, 1), garbage);
        Assert.Equal([DigestOf(used)], await blobs.ListAsync(Token).ToListAsync(Token));
        Assert.Equal(100, store.Used);
    }

    [Fact]
    public async Task RemoveUnusedAsync_PinnedBlob_Stays()
    {
        var bytes = Random(100);
        using (await PutAsync(bytes))
        {
            Assert.Null(await blobs.RemoveUnusedAsync(DigestOf(bytes), new References(null), Token));
        }

        Assert.Equal(100, await blobs.RemoveUnusedAsync(DigestOf(bytes), new References(null), Token));
    }

    [Fact]
    public async Task RemoveUnusedAsync_WhileOthersPush_NeverRemovesAPinnedBlob()
    {
        var bytes = Random(2000);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var remover = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await blobs.RemoveUnusedAsync(DigestOf(bytes), new References(null), Token);
                }
            },
            Token);

        for (var round = 0; round < 500; round++)
        {
            using var pin = await PutAsync(bytes);
            Assert.NotNull(await blobs.OpenAsync(pin.Digest, Token));
        }

        await stop.CancelAsync();
        await remover;
    }

    public async ValueTask DisposeAsync()
    {
        await uploads.DisposeAsync();
        await blobs.DisposeAsync();
    }

    private ValueTask<BlobPin> PutAsync(byte[] bytes) => blobs.PutAsync(DigestOf(bytes), new ReadOnlySequence<byte>(bytes), Token);

    private sealed class References(Digest? used) : IBlobReferences
    {
        public ValueTask<bool> IsInUseAsync(Digest digest, CancellationToken cancellationToken) => ValueTask.FromResult(digest == used);
    }
}
