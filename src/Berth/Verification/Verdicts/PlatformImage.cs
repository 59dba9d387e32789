using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>One image that was verified: a plain manifest, or an index's image for one platform.</summary>
/// <param name="Platform">The platform as the index or the image's configuration states it, or <see langword="null"/> if neither states one.</param>
/// <param name="Digest">The digest of the image's manifest.</param>
/// <param name="Size">The size in bytes of its configuration and layers as they are stored.</param>
public sealed record PlatformImage(string? Platform, Digest Digest, long Size);
