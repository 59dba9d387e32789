using Berth.Names;

namespace Berth.Verification.Manifests;

/// <summary>The content of a manifest or index.</summary>
/// <param name="MediaType">The media type that the registry states, without parameters, or <see langword="null"/> if it states a generic one or none.</param>
/// <param name="Bytes">The bytes as they are stored.</param>
/// <param name="StatedDigest">The digest in the response's header, if it has one.</param>
public sealed record ManifestContent(string? MediaType, ReadOnlyMemory<byte> Bytes, Digest? StatedDigest);
