using Microsoft.Win32.SafeHandles;

namespace Berth.Emulator.Storage.Disk;

/// <summary>The two kinds of <see cref="IDiskSync"/>: with and without <c>--fsync</c>.</summary>
internal sealed class DiskSync : IDiskSync
{
    private readonly bool isEnabled;

    private DiskSync(bool isEnabled) => this.isEnabled = isEnabled;

    public static IDiskSync For(bool fsync) => new DiskSync(fsync);

    public void Flush(SafeFileHandle file)
    {
        if (isEnabled)
        {
            RandomAccess.FlushToDisk(file);
        }
    }

    public void FlushDirectory(string path)
    {
        if (isEnabled)
        {
            DirectorySync.Flush(path);
        }
    }
}
