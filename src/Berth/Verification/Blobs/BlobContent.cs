namespace Berth.Verification.Blobs;

/// <summary>A small blob as a registry gave it.</summary>
/// <param name="Bytes">The bytes.</param>
public sealed record BlobContent(ReadOnlyMemory<byte> Bytes);
