using System.Buffers;
using System.Diagnostics;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Disk;
using Berth.Emulator.Storage.Memory;
using Microsoft.Extensions.Time.Testing;
using static Berth.Emulator.Tests.Storage.Blobs.BlobTesting;

namespace Berth.Emulator.Tests.Storage.Blobs;

public sealed class StorageFullTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_DiskIsFull_IsRefusedAndLeavesNothing()
    {
        var root = Directory.CreateTempSubdirectory("berth-full-").FullName;
        if (!Mount(root))
        {
            Directory.Delete(root);
            Assert.Skip("mounting a small file system needs root on Linux");
        }

        try
        {
            using var store = new DiskBlobStore(root, fsync: false);
            using var uploads = new BlobUploads(store, new FakeTimeProvider());
            var (small, large) = (Random(100_000, 1), Random(3_000_000, 2));
            var upload = uploads.Begin("a");
            await Assert.ThrowsAsync<StorageFullException>(
                async () => await upload.CompleteAsync(DigestOf(large), Incoming(large), Token));
            await upload.CancelAsync(Token);
            Assert.Throws<StorageFullException>(() => store.Put(DigestOf(large), new ReadOnlySequence<byte>(large)));
            Assert.Empty(store.List());

            store.Put(DigestOf(small), new ReadOnlySequence<byte>(small)).Dispose();
            using var content = store.Open(DigestOf(small));
            Assert.Equal(small, await ReadAsync(content!));
        }
        finally
        {
            Run("umount", root);
            Directory.Delete(root);
        }
    }

    [Fact]
    public async Task Upload_MemoryIsFull_IsRefusedAndTheUploadStays()
    {
        using var store = new MemoryBlobStore(1_000_000);
        using var uploads = new BlobUploads(store, new FakeTimeProvider());
        var upload = uploads.Begin("a");
        await upload.AppendAsync(Incoming(Random(10_000)), Token);
        await Assert.ThrowsAsync<StorageFullException>(async () => await upload.AppendAsync(Incoming(Random(2_000_000)), Token));
        Assert.Equal(10_000, upload.Length);
        var completion = await upload.CompleteAsync(DigestOf(Random(10_000)), Incoming([]), Token);
        completion.Pin?.Dispose();
        Assert.Equal(CompletionStatus.Completed, completion.Status);
    }

    private static bool Mount(string directory) =>
        OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory);

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
