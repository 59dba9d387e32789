using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification.Blobs;

/// <summary>The states of several blobs after one look-up.</summary>
/// <param name="Known">The blobs whose state the registry returned.</param>
/// <param name="Fault">Why the others are missing here, or <see langword="null"/> if none are.</param>
public sealed record BlobsReading(IReadOnlyDictionary<Digest, BlobState> Known, SourceFault? Fault);
