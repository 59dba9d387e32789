namespace Berth.Verification.Blobs;

/// <summary>What a registry says about one blob.</summary>
/// <param name="Presence">Whether it is there.</param>
/// <param name="Size">Its size in bytes, where the registry states it.</param>
public sealed record BlobState(BlobPresence Presence, long? Size = null);
