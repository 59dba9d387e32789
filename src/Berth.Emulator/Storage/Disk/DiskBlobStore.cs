using System.Buffers;
using Berth.Emulator.Registry.Blobs;
using Berth.Names;

namespace Berth.Emulator.Storage.Disk;

/// <summary>
/// Blobs as files. A blob is written elsewhere first and becomes visible by a rename, so that whoever sees it sees all of it, also after
/// a <c>kill -9</c>; with <c>fsync</c> also after a power cut.
/// </summary>
internal sealed class DiskBlobStore : IBlobStore
{
    private readonly BlobDirectory directory;
    private readonly BlobPins pins = new();
    private readonly string root;
    private readonly bool fsync;

    /// <summary>Initializes a new instance of the <see cref="DiskBlobStore"/> class over a directory that no other process uses.</summary>
    public DiskBlobStore(string root, bool fsync)
    {
        this.root = root;
        this.fsync = fsync;
        directory = new BlobDirectory(root);
        directory.RemoveUnfinished();
    }

    public BlobContent? Open(Digest digest) => DiskBlobContent.TryOpen(directory.PathOf(digest));

    public BlobPin? Pin(Digest digest)
    {
        pins.Hold(digest);
        var file = new FileInfo(directory.PathOf(digest));
        if (file.Exists)
        {
            return new BlobPin(pins, digest, file.Length);
        }

        pins.Release(digest);
        return null;
    }

    public BlobPin Put(Digest digest, ReadOnlySequence<byte> bytes)
    {
        if (Pin(digest) is { } existing)
        {
            return existing;
        }

        var path = directory.NewTemporaryPath();
        try
        {
            using (var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
            {
                if (bytes.IsSingleSegment)
                {
                    RandomAccess.Write(handle, bytes.FirstSpan, 0);
                }
                else
                {
                    RandomAccess.Write(handle, bytes.ToSegments(), 0);
                }

                if (fsync)
                {
                    RandomAccess.FlushToDisk(handle);
                }
            }

            return Publish(path, digest, bytes.Length);
        }
        catch (IOException exception) when (StorageFullException.Is(exception))
        {
            File.Delete(path);
            throw new StorageFullException(root, exception);
        }
    }

    public IBlobStaging Stage(UploadKey key) => new DiskBlobStaging(this, directory.PathOf(key), FileMode.CreateNew);

    public IBlobStaging? Resume(UploadKey key)
    {
        var path = directory.PathOf(key);
        return File.Exists(path) ? new DiskBlobStaging(this, path, FileMode.Open) : null;
    }

    public IEnumerable<Digest> List() => directory.ListBlobs();

    public long? RemoveUnless(Digest digest, Func<Digest, bool> isInUse)
    {
        long? freed = null;
        pins.IfUnheld(digest, () =>
        {
            var file = new FileInfo(directory.PathOf(digest));
            if (!file.Exists || isInUse(digest))
            {
                return false;
            }

            freed = file.Length;
            file.Delete();
            return true;
        });
        return freed;
    }

    public int RemoveAbandoned(DateTimeOffset untouchedSince, Func<Guid, bool> isOpen)
    {
        var count = 0;
        foreach (var (id, file) in directory.ListUploads())
        {
            if (!isOpen(id) && file.LastWriteTimeUtc < untouchedSince.UtcDateTime)
            {
                file.Delete();
                count++;
            }
        }

        return count;
    }

    public void Dispose()
    {
    }

    internal StorageFullException Full(IOException exception) => new(root, exception);

    /// <summary>Renames a complete file into its place. The blob is pinned before it can be seen.</summary>
    internal BlobPin Publish(string path, Digest digest, long length)
    {
        pins.Hold(digest);
        try
        {
            var target = directory.PathOf(digest);
            try
            {
                File.Move(path, target, overwrite: true);
            }
            catch (DirectoryNotFoundException)
            {
                CreateShelf(target);
                File.Move(path, target, overwrite: true);
            }

            if (fsync)
            {
                DirectorySync.Flush(Path.GetDirectoryName(target)!);
            }

            return new BlobPin(pins, digest, length);
        }
        catch
        {
            pins.Release(digest);
            throw;
        }
    }

    internal void FlushIfAsked(Microsoft.Win32.SafeHandles.SafeFileHandle handle)
    {
        if (fsync)
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    private void CreateShelf(string target)
    {
        var shelf = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(shelf);
        if (fsync)
        {
            var algorithm = Path.GetDirectoryName(shelf)!;
            DirectorySync.Flush(algorithm);
            DirectorySync.Flush(Path.GetDirectoryName(algorithm)!);
            DirectorySync.Flush(root);
        }
    }
}
