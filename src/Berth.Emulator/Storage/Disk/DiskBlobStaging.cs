using System.Buffers;
using System.Security.Cryptography;
using Berth.Emulator.Registry.Blobs;
using Berth.Names;
using Microsoft.Win32.SafeHandles;

namespace Berth.Emulator.Storage.Disk;

/// <summary>An upload's bytes in a file of its own. Disposing it leaves the file, for the client may resume with the next process.</summary>
internal sealed class DiskBlobStaging : IBlobStaging
{
    /// <summary>Up to here a write goes to the page cache faster than another thread takes it up.</summary>
    private const int SynchronousLimit = 64 * 1024;

    private const int ReadBlock = 1024 * 1024;

    private readonly DiskBlobStore store;
    private readonly string path;
    private readonly SafeFileHandle handle;

    public DiskBlobStaging(DiskBlobStore store, string path, FileMode mode)
    {
        this.store = store;
        this.path = path;
        try
        {
            handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (IOException exception) when (StorageFullException.Is(exception))
        {
            throw store.Full(exception);
        }

        Length = RandomAccess.GetLength(handle);
    }

    public long Length { get; private set; }

    public async ValueTask AppendAsync(ReadOnlySequence<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            if (bytes.IsSingleSegment && bytes.Length <= SynchronousLimit)
            {
                RandomAccess.Write(handle, bytes.FirstSpan, Length);
            }
            else if (bytes.Length <= SynchronousLimit)
            {
                RandomAccess.Write(handle, bytes.ToSegments(), Length);
            }
            else
            {
                await RandomAccess.WriteAsync(handle, bytes.ToSegments(), Length, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (IOException exception) when (StorageFullException.Is(exception))
        {
            throw store.Full(exception);
        }

        Length += bytes.Length;
    }

    public void Truncate(long length)
    {
        RandomAccess.SetLength(handle, length);
        Length = length;
    }

    public async ValueTask HashIntoAsync(IncrementalHash hash, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBlock);
        try
        {
            for (var offset = 0L; offset < Length;)
            {
                var wanted = (int)Math.Min(buffer.Length, Length - offset);
                var read = await RandomAccess.ReadAsync(handle, buffer.AsMemory(0, wanted), offset, cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    throw new EndOfStreamException($"'{path}' is shorter than the {Length} bytes that were written to it");
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

    public BlobPin Publish(Digest digest)
    {
        try
        {
            store.FlushIfAsked(handle);
            handle.Dispose();
            return store.Publish(path, digest, Length);
        }
        catch (IOException exception) when (StorageFullException.Is(exception))
        {
            throw store.Full(exception);
        }
    }

    public void Discard()
    {
        handle.Dispose();
        File.Delete(path);
    }

    public void Dispose() => handle.Dispose();
}
