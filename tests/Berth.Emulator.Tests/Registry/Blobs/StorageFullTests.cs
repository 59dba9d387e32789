using System.Buffers;
using System.Diagnostics;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Disk;
using Berth.Emulator.Storage.Memory;
using Microsoft.Extensions.Time.Testing;
using static Berth.Emulator.Tests.Storage.BlobTesting;

namespace Berth.Emulator.Tests.Registry.Blobs;

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
            await using var store = new BlobStorage(new DiskBlobStore(root, fsync: false));
            await using var uploads = new BlobUploads(store, new FakeTimeProvider());
            var (small, large) = (Random(100_000, 1), Random(3_000_000, 2));
            var upload = uploads.Begin("a");
            await Assert.ThrowsAsync<StorageFullException>(
                async () => await upload.CompleteAsync(DigestOf(large), Incoming(large), Token));
            await upload.CancelAsync(Token);
            await Assert.ThrowsAsync<StorageFullException>(
                async () => await store.PutAsync(DigestOf(large), new ReadOnlySequence<byte>(large), Token));
            Assert.Empty(await store.ListAsync(Token).ToListAsync(Token));

            (await store.PutAsync(DigestOf(small), new ReadOnlySequence<byte>(small), Token)).Dispose();
            using var content = await store.OpenAsync(DigestOf(small), Token);
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
        await using var store = new BlobStorage(new MemoryBlobStore(1_000_000));
        await using var uploads = new BlobUploads(store, new FakeTimeProvider());
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
