namespace Berth.Emulator.Registry.Blobs;

/// <summary>The outcome of appending bytes to an upload.</summary>
internal enum AppendStatus
{
    /// <summary>The bytes were appended.</summary>
    Appended,

    /// <summary>The bytes do not begin where the upload ends; none was appended.</summary>
    OutOfOrder,

    /// <summary>The bytes are more or fewer than announced; none was appended.</summary>
    LengthMismatch,

    /// <summary>The upload was completed or canceled meanwhile.</summary>
    Ended,
}
