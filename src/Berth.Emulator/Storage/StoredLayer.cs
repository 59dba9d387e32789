using Berth.Names;

namespace Berth.Emulator.Storage;

/// <summary>A blob that a repository holds: the bytes lie in the blob store, once for all repositories.</summary>
internal sealed record StoredLayer(Digest Digest, long Size, string? MediaType, DateTimeOffset AddedAt);
