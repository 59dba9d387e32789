namespace Berth.Emulator.Registry.Blobs;

/// <summary>The outcome of completing an upload.</summary>
internal enum CompletionStatus
{
    /// <summary>The blob is stored.</summary>
    Completed,

    /// <summary>The bytes have another digest than the given one; the upload was removed.</summary>
    DigestMismatch,

    /// <summary>The last bytes do not begin where the upload ends; the upload is unchanged.</summary>
    OutOfOrder,

    /// <summary>The last bytes are more or fewer than announced; the upload is unchanged.</summary>
    LengthMismatch,

    /// <summary>The upload was completed or canceled meanwhile.</summary>
    Ended,
}
