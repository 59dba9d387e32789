using Berth.Names;

namespace Berth.Verification.Manifests;

/// <summary>What a manifest says of a thing that it refers to.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Digest">The digest.</param>
/// <param name="Size">The size in bytes, never negative.</param>
/// <param name="Os">The operating system, for an entry of an index that states one.</param>
/// <param name="Architecture">The architecture, for an entry of an index that states one.</param>
/// <param name="Variant">The architecture's variant, if stated.</param>
/// <param name="IsAttestation">Whether the entry is marked as a statement about another image, which is not run.</param>
internal sealed record Descriptor(
    string MediaType,
    Digest Digest,
    long Size,
    string? Os,
    string? Architecture,
    string? Variant,
    bool IsAttestation)
{
    /// <summary>Gets the stated platform as text, or <see langword="null"/>.</summary>
    public string? PlatformName =>
        Os is null || Architecture is null ? null : MediaTypes.Quoted(string.IsNullOrEmpty(Variant) ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}");
}
