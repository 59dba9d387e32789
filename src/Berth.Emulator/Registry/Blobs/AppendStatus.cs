namespace Berth.Emulator.Registry.Blobs;

/// <summary>What became of bytes that were sent to an upload.</summary>
internal enum AppendStatus
{
    /// <summary>They were added at the end.</summary>
    Appended,

    /// <summary>They do not begin where the upload ends; nothing was added.</summary>
    OutOfOrder,

    /// <summary>There were more or fewer of them than announced; nothing was added.</summary>
    LengthMismatch,

    /// <summary>The upload was completed or cancelled meanwhile.</summary>
    Ended,
}
