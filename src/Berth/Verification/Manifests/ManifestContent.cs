using Berth.Names;

namespace Berth.Verification.Manifests;

/// <summary>A manifest or index as a registry gave it.</summary>
/// <param name="MediaType">The media type that the registry states, without parameters, or <see langword="null"/> where it states none of use.</param>
/// <param name="Bytes">The bytes, of which the digest is made.</param>
/// <param name="StatedDigest">The digest that the registry states beside the bytes, where it does.</param>
public sealed record ManifestContent(string? MediaType, ReadOnlyMemory<byte> Bytes, Digest? StatedDigest);
