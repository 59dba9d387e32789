using Microsoft.Win32.SafeHandles;

namespace Berth.Emulator.Storage.Disk;

/// <summary>Writes files and directories through to the disk.</summary>
internal interface IDiskSync
{
    void Flush(SafeFileHandle file);

    void FlushDirectory(string path);
}
