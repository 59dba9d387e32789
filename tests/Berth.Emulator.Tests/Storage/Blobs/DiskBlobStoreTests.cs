using System.Buffers;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage.Disk;
using static Berth.Emulator.Tests.Storage.Blobs.BlobTesting;

namespace Berth.Emulator.Tests.Storage.Blobs;

public sealed class DiskBlobStoreTests : BlobStoreContract
{
    private readonly string root;

    public DiskBlobStoreTests()
        : this(Directory.CreateTempSubdirectory("berth-blobs-").FullName)
    {
    }

    private DiskBlobStoreTests(string root)
        : base(new DiskBlobStore(root, fsync: false)) => this.root = root;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Resume_AfterTheProcessEnded_HasTheBytes()
    {
        var key = NewKey();
        using (var staging = Store.Stage(key))
        {
            await staging.AppendAsync(new ReadOnlySequence<byte>(Random(70_000)), Token);
        }

        using var next = new DiskBlobStore(root, fsync: false);
        using var resumed = next.Resume(key);
        Assert.Equal(70_000, resumed?.Length);
        resumed!.Publish(DigestOf(Random(70_000))).Dispose();
        Assert.Equal([DigestOf(Random(70_000))], next.List());
    }

    [Fact]
    public void Resume_ByAnotherRepository_FindsNothing()
    {
        var key = NewKey();
        Store.Stage(key).Dispose();
        Assert.Null(Store.Resume(key with { Owner = "123456789012/us-east-1/demo/other" }));
    }

    [Fact]
    public void Open_AfterTheProcessEnded_HasTheBlob()
    {
        var bytes = Random(4096);
        Store.Put(DigestOf(bytes), new ReadOnlySequence<byte>(bytes)).Dispose();
        File.WriteAllText(Path.Combine(root, "uploads", "0123.tmp"), "half of it");
        using var next = new DiskBlobStore(root, fsync: false);
        using var content = next.Open(DigestOf(bytes));
        Assert.Equal(4096, content?.Length);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(root, "uploads")));
    }

    [Fact]
    public async Task Publish_WithFsync_StoresTheBlob()
    {
        using var durable = new DiskBlobStore(root, fsync: true);
        var bytes = Random(10_000);
        durable.Put(DigestOf(bytes), new ReadOnlySequence<byte>(bytes)).Dispose();
        using var staging = durable.Stage(NewKey());
        await staging.AppendAsync(new ReadOnlySequence<byte>(Random(10_000, seed: 2)), Token);
        staging.Publish(DigestOf(Random(10_000, seed: 2))).Dispose();
        Assert.Equal(2, durable.List().Count());
    }

    [Fact]
    public void RemoveAbandoned_OldAndNotOpen_AreRemoved()
    {
        var (old, open, fresh) = (NewKey(), NewKey(), NewKey());
        Store.Stage(old).Dispose();
        Store.Stage(open).Dispose();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "uploads")))
        {
            File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }

        Store.Stage(fresh).Dispose();
        var removed = Store.RemoveAbandoned(new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), id => id == open.Id);
        Assert.Equal(1, removed);
        Assert.Null(Store.Resume(old));
        using var stillOpen = Store.Resume(open);
        using var stillFresh = Store.Resume(fresh);
        Assert.NotNull(stillOpen);
        Assert.NotNull(stillFresh);
    }

    [Fact]
    public void PathOf_AnyKey_StaysBelowTheDirectory()
    {
        var name = new UploadKey(Guid.NewGuid(), "../../etc/passwd").ToFileName();
        Assert.Matches("^[0-9a-f]{32}\\.[0-9a-f]{16}$", name);
    }

    protected override void CleanUp() => Directory.Delete(root, recursive: true);
}
