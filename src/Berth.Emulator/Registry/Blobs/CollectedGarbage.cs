namespace Berth.Emulator.Registry.Blobs;

/// <summary>The result of a garbage collection.</summary>
/// <param name="Blobs">The number of blobs that no repository had.</param>
/// <param name="Bytes">Their size in bytes.</param>
/// <param name="Uploads">The number of abandoned uploads.</param>
internal readonly record struct CollectedGarbage(int Blobs, long Bytes, int Uploads);
