namespace Berth.Verification.Blobs;

/// <summary>The content of a small blob.</summary>
/// <param name="Bytes">The bytes.</param>
public sealed record BlobContent(ReadOnlyMemory<byte> Bytes);
