using System.Buffers;
using System.Security.Cryptography;
using Berth.Names;
using Microsoft.Win32.SafeHandles;

namespace Berth.Emulator.Storage.Disk;

/// <summary>The bytes of an upload in a file. Disposing keeps the file, because the client may resume the upload with the next process.</summary>
internal sealed class DiskBlobStaging : IBlobStaging
{
    /// <summary>Up to this size a synchronous write to the page cache is faster than a change of threads.</summary>
    private const int SynchronousLimit = 64 * 1024;

    private const int ReadBlock = 1024 * 1024;

    private readonly DiskBlobStore store;
    private readonly string path;
    private SafeFileHandle? handle;

    private DiskBlobStaging(DiskBlobStore store, string path, SafeFileHandle handle)
    {
        this.store = store;
        this.path = path;
        this.handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public long Length { get; private set; }

    private SafeFileHandle Handle => handle ??= Open(FileMode.Open, path);

    public static DiskBlobStaging Create(DiskBlobStore store, string path)
    {
        try
        {
            return new DiskBlobStaging(store, path, Open(FileMode.CreateNew, path));
        }
        catch (IOException exception) when (StorageFullException.Is(exception))
        {
            throw store.Full(exception);
        }
    }

    public static DiskBlobStaging? TryResume(DiskBlobStore store, string path)
    {
        try
        {
            return new DiskBlobStaging(store, path, Open(FileMode.Open, path));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public async ValueTask AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            if (bytes.IsSingleSegment && bytes.Length <= SynchronousLimit)
            {
                RandomAccess.Write(Handle, bytes.FirstSpan, Length);
            }
            else if (bytes.Length <= SynchronousLimit)
            {
                RandomAccess.Write(Handle, bytes.ToSegments(), Length);
            }
            else
            {
                await RandomAccess.WriteAsync(Handle, bytes.ToSegments(), Length, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (IOException exception) when (StorageFullException.Is(exception))
        {
            throw store.Full(exception);
        }

        Length += bytes.Length;
    }

    public ValueTask TruncateAsync(long length)
    {
        RandomAccess.SetLength(Handle, length);
        Length = length;
        return ValueTask.CompletedTask;
    }

    public async ValueTask HashIntoAsync(IncrementalHash hash, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBlock);
        try
        {
            for (var offset = 0L; offset < Length;)
            {
                var wanted = (int)Math.Min(buffer.Length, Length - offset);
                var read = await RandomAccess.ReadAsync(Handle, buffer.AsMemory(0, wanted), offset, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new EndOfStreamException($"{path}: the file is shorter than the {Length} bytes that were written to it");
                }

                hash.AppendData(buffer, 0, read);
                offset += read;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public ValueTask SuspendAsync() => DisposeAsync();

    public ValueTask PublishAsync(Digest digest, CancellationToken cancellationToken)
    {
        try
        {
            store.Flush(Handle);
            Close();
            store.Publish(path, digest);
        }
        catch (IOException exception) when (StorageFullException.Is(exception))
        {
            throw store.Full(exception);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DiscardAsync()
    {
        Close();
        File.Delete(path);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    private static SafeFileHandle Open(FileMode mode, string path) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);

    private void Close()
    {
        handle?.Dispose();
        handle = null;
    }
}
