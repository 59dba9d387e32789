using System.Buffers;
using Berth.Emulator.Storage.Disk;
using Berth.Names;
using Microsoft.Win32.SafeHandles;
using static Berth.Emulator.Tests.Storage.BlobTesting;

namespace Berth.Emulator.Tests.Storage;

public sealed class DiskBlobStoreTests : BlobStoreContract
{
    private readonly string root;

    public DiskBlobStoreTests()
        : this(Directory.CreateTempSubdirectory("berth-blobs-").FullName)
    {
    }

    private DiskBlobStoreTests(string root)
        : base(new DiskBlobStore(root, fsync: false)) => this.root = root;

    [Fact]
    public async Task ResumeAsync_AfterTheProcessEnded_HasTheBytes()
    {
        var name = NewName();
        await using (var staging = await Store.StageAsync(name, Token))
        {
            await staging.AppendAsync(new ReadOnlySequence<byte>(Random(70_000)), Token);
        }

        await using var next = new DiskBlobStore(root, fsync: false);
        await using var resumed = await next.ResumeAsync(name, Token);
        Assert.Equal(70_000, resumed?.Length);
        await resumed!.PublishAsync(DigestOf(Random(70_000)), Token);
        Assert.Equal([DigestOf(Random(70_000))], await next.ListAsync(Token).ToListAsync(Token));
    }

    [Fact]
    public async Task OpenAsync_AfterTheProcessEnded_HasTheBlobAndNoTemporaryFile()
    {
        var bytes = Random(4096);
        await PutAsync(bytes);
        await File.WriteAllTextAsync(Path.Combine(root, "uploads", "0123.tmp"), "incomplete", Token);
        await using var next = new DiskBlobStore(root, fsync: false);
        Assert.Equal(4096, await next.GetLengthAsync(DigestOf(bytes), Token));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(root, "uploads")));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(4095, false)]
    [InlineData(4096, false)]
    [InlineData(0, true)]
    [InlineData(4096, true)]
    public async Task AnyPush_OfABlobWhoseFileIsDamaged_ReplacesIt(int damagedLength, bool staged)
    {
        var bytes = Random(4096);
        await PutAsync(bytes);
        await File.WriteAllBytesAsync(PathOf(DigestOf(bytes)), new byte[damagedLength], Token);

        await (staged ? StageAsync(bytes, 1000) : PutAsync(bytes).AsTask());

        Assert.Equal(bytes, await ReadBlobAsync(DigestOf(bytes)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Store_WithFsync_FlushesTheFileBeforeAndTheDirectoryAfterTheRename(bool staged)
    {
        var sync = new RecordingSync(root);
        await using var durable = new DiskBlobStore(root, sync);
        var bytes = Random(10_000);
        sync.Watched = PathOf(DigestOf(bytes));
        if (staged)
        {
            await using var staging = await durable.StageAsync(NewName(), Token);
            await staging.AppendAsync(new ReadOnlySequence<byte>(bytes), Token);
            await staging.PublishAsync(DigestOf(bytes), Token);
        }
        else
        {
            await durable.PutAsync(DigestOf(bytes), new ReadOnlySequence<byte>(bytes), Token);
        }

        // The directories of the blob, from the new one up to the root, and the new one once more after the rename.
        Assert.Equal("file before rename", sync.Calls[0]);
        Assert.Equal($"directory after rename {Path.GetDirectoryName(sync.Watched)}", sync.Calls[^1]);
        Assert.Contains(sync.Calls, call => call == $"directory before rename {root}");
    }

    [Fact]
    public void DiskSync_WithFsync_ReachesTheSystem()
    {
        // A flush of a handle that is closed, or of a directory that does not exist, fails only if it is really executed.
        var closed = File.OpenHandle(Path.Combine(root, "file"), FileMode.Create, FileAccess.Write);
        closed.Dispose();
        Assert.Throws<ObjectDisposedException>(() => DiskSync.For(fsync: true).Flush(closed));
        DiskSync.For(fsync: false).Flush(closed);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Throws<IOException>(() => DiskSync.For(fsync: true).FlushDirectory(Path.Combine(root, "missing")));
        }
    }

    [Fact]
    public async Task SuspendAsync_IdleUpload_HoldsNoFile()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the open files of a process are read from /proc");
        var name = NewName();
        await using var staging = await Store.StageAsync(name, Token);
        await staging.AppendAsync(new ReadOnlySequence<byte>(Random(100)), Token);
        Assert.Contains(OpenFiles(), file => file.EndsWith(name, StringComparison.Ordinal));

        await staging.SuspendAsync();
        Assert.DoesNotContain(OpenFiles(), file => file.EndsWith(name, StringComparison.Ordinal));
        await staging.AppendAsync(new ReadOnlySequence<byte>(Random(100)), Token);
        Assert.Equal(200, staging.Length);
    }

    [Fact]
    public async Task StageAsync_NameOutsideTheDirectory_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.StageAsync("../../etc/passwd", Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.StageAsync("..", Token));
    }

    protected override void CleanUp() => Directory.Delete(root, recursive: true);

    private static IEnumerable<string> OpenFiles() => Directory
        .EnumerateFileSystemEntries("/proc/self/fd")
        .Select(link =>
        {
            try
            {
                return File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName ?? string.Empty;
            }
            catch (IOException)
            {
                return string.Empty;
            }
        });

    private string PathOf(Digest digest) => Path.Combine(root, "blobs", digest.Algorithm, digest.Hex[..2], digest.Hex);

    private sealed class RecordingSync(string root) : IDiskSync
    {
        public string Watched { get; set; } = root;

        public List<string> Calls { get; } = [];

        private string Moment => File.Exists(Watched) ? "after rename" : "before rename";

        public void Flush(SafeFileHandle file) => Calls.Add($"file {Moment}");

        public void FlushDirectory(string path) => Calls.Add($"directory {Moment} {path}");
    }
}
