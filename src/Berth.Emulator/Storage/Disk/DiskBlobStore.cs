using System.Buffers;
using Berth.Names;

namespace Berth.Emulator.Storage.Disk;

/// <summary>
/// Stores blobs as files. A blob is written to another name and renamed, so that a visible blob is complete also after <c>kill -9</c>;
/// with <c>--fsync</c> also after a power failure.
/// </summary>
internal sealed class DiskBlobStore : IBlobStore
{
    private readonly BlobDirectory directory;
    private readonly string root;
    private readonly IDiskSync sync;

    /// <summary>Initializes a new instance of the <see cref="DiskBlobStore"/> class over a directory that no other process uses.</summary>
    public DiskBlobStore(string root, bool fsync)
        : this(root, DiskSync.For(fsync))
    {
    }

    internal DiskBlobStore(string root, IDiskSync sync)
    {
        this.root = root;
        this.sync = sync;
        directory = new BlobDirectory(root);
        directory.RemoveUnfinished();
    }

    public ValueTask<BlobReader?> OpenAsync(Digest digest, CancellationToken cancellationToken) =>
        ValueTask.FromResult<BlobReader?>(DiskBlobReader.TryOpen(directory.PathOf(digest)));

    public ValueTask<long?> GetLengthAsync(Digest digest, CancellationToken cancellationToken)
    {
        var file = new FileInfo(directory.PathOf(digest));
        return ValueTask.FromResult(file.Exists ? file.Length : default(long?));
    }

    public ValueTask PutAsync(Digest digest, ReadOnlySequence<byte> content, CancellationToken cancellationToken)
    {
        if (!IsStored(digest, content))
        {
            Write(digest, content);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<IBlobStaging> StageAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IBlobStaging>(DiskBlobStaging.Create(this, directory.UploadPathOf(name)));

    public ValueTask<IBlobStaging?> ResumeAsync(string name, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IBlobStaging?>(DiskBlobStaging.TryResume(this, directory.UploadPathOf(name)));

    public IAsyncEnumerable<Digest> ListAsync(CancellationToken cancellationToken) => directory.ListBlobs().ToAsyncEnumerable();

    public ValueTask<long?> RemoveAsync(Digest digest, CancellationToken cancellationToken)
    {
        var file = new FileInfo(directory.PathOf(digest));
        if (!file.Exists)
        {
            return ValueTask.FromResult<long?>(null);
        }

        var length = file.Length;
        file.Delete();
        return ValueTask.FromResult<long?>(length);
    }

    public IAsyncEnumerable<StoredUpload> ListUploadsAsync(CancellationToken cancellationToken) => directory.ListUploads().ToAsyncEnumerable();

    public ValueTask RemoveUploadAsync(string name, CancellationToken cancellationToken)
    {
        File.Delete(directory.UploadPathOf(name));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal StorageFullException Full(IOException exception) => new(root, exception);

    /// <summary>Renames a complete file to the name of its blob.</summary>
    internal void Publish(string path, Digest digest)
    {
        var target = directory.PathOf(digest);
        try
        {
            File.Move(path, target, overwrite: true);
        }
        catch (DirectoryNotFoundException)
        {
            CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(path, target, overwrite: true);
        }

        sync.FlushDirectory(Path.GetDirectoryName(target)!);
    }

    internal void Flush(Microsoft.Win32.SafeHandles.SafeFileHandle handle) => sync.Flush(handle);

    /// <summary>Determines whether the blob is stored with exactly these bytes: a damaged file must be replaced.</summary>
    private bool IsStored(Digest digest, in ReadOnlySequence<byte> content)
    {
        var file = new FileInfo(directory.PathOf(digest));
        return file.Exists && file.Length == content.Length && DigestOf(file.FullName, digest.Algorithm) == digest;
    }

    private static Digest DigestOf(string path, string algorithm) => HashAlgorithms.DigestOf(File.ReadAllBytes(path), algorithm);

    private void Write(Digest digest, in ReadOnlySequence<byte> content)
    {
        var path = directory.NewTemporaryPath();
        try
        {
            using (var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite))
            {
                if (content.IsSingleSegment)
                {
                    RandomAccess.Write(handle, content.FirstSpan, 0);
                }
                else
                {
                    RandomAccess.Write(handle, content.ToSegments(), 0);
                }

                sync.Flush(handle);
            }

            Publish(path, digest);
        }
        catch (IOException exception)
        {
            File.Delete(path);
            if (StorageFullException.Is(exception))
            {
                throw Full(exception);
            }

            throw;
        }
    }

    private void CreateDirectory(string path)
    {
        Directory.CreateDirectory(path);
        var algorithm = Path.GetDirectoryName(path)!;
        sync.FlushDirectory(algorithm);
        sync.FlushDirectory(Path.GetDirectoryName(algorithm)!);
        sync.FlushDirectory(root);
    }
}
