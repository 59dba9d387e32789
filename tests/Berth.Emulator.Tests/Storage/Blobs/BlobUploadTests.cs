using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage.Disk;
using Microsoft.Extensions.Time.Testing;
using static Berth.Emulator.Tests.Storage.Blobs.BlobTesting;

namespace Berth.Emulator.Tests.Storage.Blobs;

public sealed class BlobUploadTests : IDisposable
{
    private const string Owner = "123456789012/us-east-1/demo/app";

    private readonly string root = Directory.CreateTempSubdirectory("berth-uploads-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly DiskBlobStore store;
    private readonly BlobUploads uploads;

    public BlobUploadTests()
    {
        store = new DiskBlobStore(root, fsync: false);
        uploads = new BlobUploads(store, time);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, true)]
    [InlineData(4096, true)]
    [InlineData(4096, false)]
    [InlineData(500_000, true)]
    [InlineData(500_000, false)]
    public async Task Complete_WholeBodyAtOnce_StoresTheBlob(int length, bool announced)
    {
        var bytes = Random(length);
        var completion = await uploads.Begin(Owner).CompleteAsync(DigestOf(bytes), Incoming(bytes, announced: announced), Token);
        completion.Pin?.Dispose();
        Assert.Equal(CompletionStatus.Completed, completion.Status);
        Assert.Equal(length, completion.Pin!.Length);
        using var content = store.Open(DigestOf(bytes));
        Assert.Equal(bytes, await ReadAsync(content!));
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(400_000)]
    public async Task Complete_Sha512_StoresTheBlob(int length)
    {
        var bytes = Random(length);
        var completion = await uploads.Begin(Owner).CompleteAsync(Sha512Of(bytes), Incoming(bytes), Token);
        completion.Pin?.Dispose();
        Assert.Equal(CompletionStatus.Completed, completion.Status);
        Assert.NotNull(store.Open(Sha512Of(bytes)));
    }

    [Fact]
    public async Task Append_ChunksInOrder_StoresTheBlob()
    {
        var bytes = Random(300_000);
        var upload = uploads.Begin(Owner);
        Assert.Equal(AppendStatus.Appended, await upload.AppendAsync(Incoming(bytes[..100_000], 0), Token));
        Assert.Equal(AppendStatus.Appended, await upload.AppendAsync(Incoming(bytes[100_000..250_000], 100_000), Token));
        Assert.Equal(250_000, upload.Length);
        Assert.Equal(100_000, upload.FirstChunkLength);
        var completion = await upload.CompleteAsync(DigestOf(bytes), Incoming(bytes[250_000..], 250_000), Token);
        completion.Pin?.Dispose();
        Assert.Equal(CompletionStatus.Completed, completion.Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50_000)]
    [InlineData(100_001)]
    public async Task Append_OverlappingOrGappedChunk_IsOutOfOrder(long first)
    {
        var upload = uploads.Begin(Owner);
        await upload.AppendAsync(Incoming(Random(100_000), 0), Token);
        Assert.Equal(AppendStatus.OutOfOrder, await upload.AppendAsync(Incoming(Random(100_000), first), Token));
        Assert.Equal(100_000, upload.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task Append_AnotherLengthThanAnnounced_AddsNothing(int difference)
    {
        var bytes = Random(200_000);
        var upload = uploads.Begin(Owner);
        await upload.AppendAsync(Incoming(bytes[..100_000]), Token);
        var wrong = Incoming(bytes[100_000..]) with { Length = 100_000 + difference };
        Assert.Equal(AppendStatus.LengthMismatch, await upload.AppendAsync(wrong, Token));
        Assert.Equal(100_000, upload.Length);
        var completion = await upload.CompleteAsync(DigestOf(bytes), Incoming(bytes[100_000..]), Token);
        completion.Pin?.Dispose();
        Assert.Equal(CompletionStatus.Completed, completion.Status);
    }

    [Fact]
    public async Task Append_ConnectionBreaks_KeepsWhatCameAndResumes()
    {
        var bytes = Random(200_000);
        var upload = uploads.Begin(Owner);
        await Assert.ThrowsAsync<IOException>(async () => await upload.AppendAsync(Broken(bytes[..120_000], 200_000), Token));
        Assert.Equal(120_000, upload.Length);
        var completion = await upload.CompleteAsync(DigestOf(bytes), Incoming(bytes[120_000..], 120_000), Token);
        completion.Pin?.Dispose();
        Assert.Equal(CompletionStatus.Completed, completion.Status);
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(600_000)]
    public async Task Complete_ConnectionBreaks_ShowsNothingAndCanBeSentAgain(int announced)
    {
        var bytes = Random(announced);
        var upload = uploads.Begin(Owner);
        await Assert.ThrowsAsync<IOException>(
            async () => await upload.CompleteAsync(DigestOf(bytes), Broken(bytes[..^1], announced), Token));
        Assert.Empty(store.List());
        Assert.Equal(0, upload.Length);
        var completion = await upload.CompleteAsync(DigestOf(bytes), Incoming(bytes), Token);
        completion.Pin?.Dispose();
        Assert.Equal(CompletionStatus.Completed, completion.Status);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(400_000)]
    public async Task Complete_WrongDigest_DropsTheUpload(int length)
    {
        var upload = uploads.Begin(Owner);
        var completion = await upload.CompleteAsync(DigestOf([1]), Incoming(Random(length)), Token);
        Assert.Equal(CompletionStatus.DigestMismatch, completion.Status);
        Assert.Equal(AppendStatus.Ended, await upload.AppendAsync(Incoming(Random(10)), Token));
        Assert.Empty(store.List());
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(root, "uploads")));
    }

    [Fact]
    public async Task Cancel_UploadWithBytes_ForgetsThem()
    {
        var upload = uploads.Begin(Owner);
        await upload.AppendAsync(Incoming(Random(100_000)), Token);
        Assert.True(await upload.CancelAsync(Token));
        Assert.False(await upload.CancelAsync(Token));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(root, "uploads")));
    }

    [Fact]
    public async Task Find_AfterARestart_ResumesWhereItEnded()
    {
        var bytes = Random(300_000);
        var key = uploads.Begin(Owner).Key;
        await uploads.Find(key)!.AppendAsync(Incoming(bytes[..200_000]), Token);
        uploads.Dispose();

        using var next = new BlobUploads(store, time);
        var upload = next.Find(key);
        Assert.Equal(200_000, upload?.Length);
        var completion = await upload!.CompleteAsync(DigestOf(bytes), Incoming(bytes[200_000..], 200_000), Token);
        completion.Pin?.Dispose();
        Assert.Equal(CompletionStatus.Completed, completion.Status);
    }

    [Fact]
    public void Find_OfAnotherRepositoryOrUnknown_IsNull()
    {
        var key = uploads.Begin(Owner).Key;
        Assert.Null(uploads.Find(key with { Owner = "123456789012/us-east-1/demo/other" }));
        Assert.Null(uploads.Find(key with { Id = Guid.NewGuid() }));
    }

    [Fact]
    public async Task Expire_OnlyTheUntouched_End()
    {
        var old = uploads.Begin(Owner);
        await old.AppendAsync(Incoming(Random(100_000)), Token);
        var busy = uploads.Begin(Owner);
        time.Advance(TimeSpan.FromHours(20));
        await busy.AppendAsync(Incoming(Random(100_000)), Token);
        time.Advance(TimeSpan.FromHours(5));

        Assert.Equal(1, uploads.Expire(time.GetUtcNow() - BlobCollector.UploadLifetime));
        Assert.Null(uploads.Find(old.Key));
        Assert.Same(busy, uploads.Find(busy.Key));
    }

    public void Dispose()
    {
        uploads.Dispose();
        store.Dispose();
        Directory.Delete(root, recursive: true);
    }
}
