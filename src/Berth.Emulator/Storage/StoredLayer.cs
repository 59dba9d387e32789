using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>A layer or configuration of a repository. The blob store has its bytes, once for all repositories.</summary>
/// <param name="Digest">The digest.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="MediaType">The media type, if known.</param>
/// <param name="AddedAt">When it was last pushed or mounted.</param>
public sealed record StoredLayer(Digest Digest, long Size, string? MediaType, DateTimeOffset AddedAt);
