using Berth.Names;

namespace Berth.Emulator.Registry.Images;

/// <summary>A layer whose size in a manifest differs from the size of the stored blob.</summary>
/// <param name="Digest">The digest of the layer.</param>
/// <param name="Size">The size in the manifest.</param>
/// <param name="StoredSize">The size of the blob.</param>
internal sealed record LayerSizeFault(Digest Digest, long Size, long StoredSize);
