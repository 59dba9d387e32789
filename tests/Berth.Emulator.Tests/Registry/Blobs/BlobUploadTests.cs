using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage.Disk;
using Microsoft.Extensions.Time.Testing;
using static Berth.Emulator.Tests.Storage.BlobTesting;

namespace Berth.Emulator.Tests.Registry.Blobs;

public sealed class BlobUploadTests : IAsyncDisposable
{
    private const string Owner = "123456789012/us-east-1/demo/app";

    private readonly string root = Directory.CreateTempSubdirectory("berth-uploads-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly BlobStorage store;
    private readonly BlobUploads uploads;

    public BlobUploadTests()
    {
        store = new BlobStorage(new DiskBlobStore(root, fsync: false));
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
        using var content = await store.OpenAsync(DigestOf(bytes), Token);
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
        Assert.NotNull(await store.OpenAsync(Sha512Of(bytes), Token));
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
        Assert.Empty(await store.ListAsync(Token).ToListAsync(Token));
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
        Assert.Empty(await store.ListAsync(Token).ToListAsync(Token));
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
        await (await uploads.FindAsync(key, Token))!.AppendAsync(Incoming(bytes[..200_000]), Token);
        await uploads.DisposeAsync();

        await using var next = new BlobUploads(store, time);
        var upload = await next.FindAsync(key, Token);
        Assert.Equal(200_000, upload?.Length);
        var completion = await upload!.CompleteAsync(DigestOf(bytes), Incoming(bytes[200_000..], 200_000), Token);
        completion.Pin?.Dispose();
        Assert.Equal(CompletionStatus.Completed, completion.Status);
    }

    [Fact]
    public async Task FindAsync_OfAnotherRepositoryOrUnknown_IsNull()
    {
        var key = uploads.Begin(Owner).Key;
        Assert.Null(await uploads.FindAsync(key with { Owner = "123456789012/us-east-1/demo/other" }, Token));
        Assert.Null(await uploads.FindAsync(key with { Id = Guid.NewGuid() }, Token));
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

        Assert.Equal(1, await uploads.ExpireAsync(time.GetUtcNow() - BlobCollector.UploadLifetime, Token));
        Assert.Null(await uploads.FindAsync(old.Key, Token));
        Assert.Same(busy, await uploads.FindAsync(busy.Key, Token));
    }

    [Fact]
    public async Task Upload_ThatEndsInAnyWay_IsRemovedFromMemory()
    {
        var canceled = uploads.Begin(Owner);
        await canceled.CancelAsync(Token);
        var mismatched = uploads.Begin(Owner);
        await mismatched.CompleteAsync(DigestOf([1]), Incoming(Random(400_000)), Token);
        var completed = uploads.Begin(Owner);
        (await completed.CompleteAsync(DigestOf(Random(10)), Incoming(Random(10)), Token)).Pin?.Dispose();
        var unpublished = uploads.Begin(Owner);
        await unpublished.AppendAsync(Incoming(Random(300_000, seed: 3)), Token);
        Directory.Delete(Path.Combine(root, "uploads"), recursive: true);
        await Assert.ThrowsAnyAsync<IOException>(
            async () => await unpublished.CompleteAsync(DigestOf(Random(300_000, seed: 3)), Incoming([]), Token));

        Assert.Equal(0, uploads.Count);
    }

    [Fact]
    public async Task HasSmallPart_OnlyTheLastPartIsSmall_IsFalse()
    {
        var upload = uploads.Begin(Owner);
        await upload.AppendAsync(Incoming(new byte[BlobUpload.MinPartSize]), Token);
        await upload.AppendAsync(Incoming(new byte[10]), Token);
        Assert.False(upload.HasSmallPart);

        await upload.AppendAsync(Incoming(new byte[10]), Token);
        Assert.True(upload.HasSmallPart);
    }

    public async ValueTask DisposeAsync()
    {
        await uploads.DisposeAsync();
        await store.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }
}
