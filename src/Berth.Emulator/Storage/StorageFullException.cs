namespace Berth.Emulator.Storage;

/// <summary>The disk or the memory limit has no space for a blob; nothing of it was stored.</summary>
public sealed class StorageFullException : BerthException
{
    private const int NoSpaceLeft = 28;
    private const int QuotaExceeded = 122;
    private const int FileTooLarge = 27;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Initializes a new instance of the <see cref="StorageFullException"/> class.</summary>
    /// <param name="location">The directory, or the name of the limit.</param>
    /// <param name="innerException">The cause, if it is another exception.</param>
    public StorageFullException(string location, Exception? innerException = null)
        : base($"No space is left in {location}; nothing was stored. Free space there, or raise the limit.", innerException)
    {
        Location = location;
    }

    /// <summary>Gets the directory, or the name of the limit.</summary>
    public string Location { get; }

    /// <summary>Determines whether a write failed because the disk is full.</summary>
    internal static bool Is(IOException exception) =>
        exception.HResult is NoSpaceLeft or QuotaExceeded or FileTooLarge or WindowsDiskFull;
}
