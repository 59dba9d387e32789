using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>A tag of an image.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Digest">The digest of the image.</param>
/// <param name="Order">The position in the order in which the repository's tags were stored; the tags of an image are listed by it.</param>
public readonly record struct StoredTag(Tag Tag, Digest Digest, long Order);
