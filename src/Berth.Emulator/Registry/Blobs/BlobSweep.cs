namespace Berth.Emulator.Registry.Blobs;

/// <summary>What a collection removed.</summary>
/// <param name="Blobs">Blobs that no repository held.</param>
/// <param name="Bytes">The bytes that they took.</param>
/// <param name="Uploads">Uploads that nobody touched for too long.</param>
internal readonly record struct BlobSweep(int Blobs, long Bytes, int Uploads);
