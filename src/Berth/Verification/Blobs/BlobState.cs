namespace Berth.Verification.Blobs;

/// <summary>The state of a blob.</summary>
/// <param name="Presence">Whether it exists.</param>
/// <param name="Size">Its size in bytes, if the registry states it.</param>
public sealed record BlobState(BlobPresence Presence, long? Size = null);
