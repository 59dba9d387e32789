namespace Berth.Emulator.Registry.Blobs;

/// <summary>What became of the wish to complete an upload.</summary>
internal enum CompletionStatus
{
    /// <summary>The blob is stored.</summary>
    Completed,

    /// <summary>The bytes have another digest than the one given; the upload was dropped.</summary>
    DigestMismatch,

    /// <summary>The last bytes do not begin where the upload ends; the upload stays as it was.</summary>
    OutOfOrder,

    /// <summary>There were more or fewer last bytes than announced; the upload stays as it was.</summary>
    LengthMismatch,

    /// <summary>The upload was completed or cancelled meanwhile.</summary>
    Ended,
}
