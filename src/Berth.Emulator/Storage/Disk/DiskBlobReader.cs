using System.IO.Pipelines;
using Microsoft.Win32.SafeHandles;

namespace Berth.Emulator.Storage.Disk;

/// <summary>The file of a blob. It stays readable if the file is deleted or replaced.</summary>
internal sealed class DiskBlobReader : BlobReader
{
    private const int Block = 256 * 1024;

    private readonly SafeFileHandle handle;

    private DiskBlobReader(SafeFileHandle handle)
    {
        this.handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public override long Length { get; }

    public static DiskBlobReader? TryOpen(string path)
    {
        try
        {
            return new DiskBlobReader(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    public override async ValueTask CopyToAsync(PipeWriter destination, long offset, long count, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            var wanted = (int)Math.Min(Block, count);
            var memory = destination.GetMemory(wanted);
            var read = RandomAccess.Read(handle, memory.Span[..wanted], offset);
            if (read == 0)
            {
                throw new EndOfStreamException($"the file of a blob is {count} bytes too short");
            }

            destination.Advance(read);
            offset += read;
            count -= read;
            var flushed = await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
            if (flushed.IsCompleted || flushed.IsCanceled)
            {
                return;
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        handle.Dispose();
        base.Dispose(disposing);
    }
}
