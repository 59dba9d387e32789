namespace Berth.Emulator.Storage;

/// <summary>The disk, or the bound that memory was given, has no room for what was being stored; nothing of it was kept.</summary>
internal sealed class StorageFullException : BerthException
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const int FileTooLarge = 27;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public StorageFullException(string where, Exception? innerException = null)
        : base($"No space is left in {where}; nothing was stored. Free some, or give the emulator more room.", innerException)
    {
        Where = where;
    }

    public string Where { get; }

    /// <summary>Says whether a failed write failed for want of room.</summary>
    public static bool Is(IOException exception) =>
        exception.HResult is NoSpaceLeft or QuotaExceeded or FileTooLarge or WindowsDiskFull;
}
