using System.Buffers;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Memory;
using Berth.Names;
using Microsoft.Extensions.Time.Testing;
using static Berth.Emulator.Tests.Storage.Blobs.BlobTesting;

namespace Berth.Emulator.Tests.Storage.Blobs;

public sealed class BlobCollectorTests
{
    [Fact]
    public async Task Collect_SomeHeld_RemovesTheRestAndStaleUploads()
    {
        var time = new FakeTimeProvider();
        using var store = new MemoryBlobStore(1 << 20);
        using var uploads = new BlobUploads(store, time);
        var (held, loose) = (Random(100, 1), Random(100, 2));
        store.Put(DigestOf(held), new ReadOnlySequence<byte>(held)).Dispose();
        store.Put(DigestOf(loose), new ReadOnlySequence<byte>(loose)).Dispose();
        await uploads.Begin("a").AppendAsync(Incoming(Random(10)), TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromHours(25));

        var sweep = new BlobCollector(store, uploads, new References(DigestOf(held)), time).Collect(TestContext.Current.CancellationToken);

        Assert.Equal(new BlobSweep(1, 100, 1), sweep);
        Assert.Equal([DigestOf(held)], store.List());
        Assert.Equal(100, store.Used);
    }

    private sealed class References(Digest held) : IBlobReferences
    {
        public bool IsInUse(Digest digest) => digest == held;
    }
}
