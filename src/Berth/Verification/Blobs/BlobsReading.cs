using Berth.Names;

namespace Berth.Verification.Blobs;

/// <summary>What is known of a number of blobs after a registry was asked once.</summary>
/// <param name="Known">The blobs of which the registry gave an answer.</param>
/// <param name="Fault">Why the others are not known, or <see langword="null"/> if all are.</param>
public sealed record BlobsReading(IReadOnlyDictionary<Digest, BlobState> Known, SourceFault? Fault);
