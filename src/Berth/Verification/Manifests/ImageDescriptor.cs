using Berth.Names;

namespace Berth.Verification.Manifests;

/// <summary>A reference to a manifest or blob.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Digest">The digest.</param>
/// <param name="Size">The size in bytes, never negative.</param>
/// <param name="Os">The operating system, for an entry of an index that states one.</param>
/// <param name="Architecture">The architecture, for an entry of an index that states one.</param>
/// <param name="Variant">The architecture's variant, if stated.</param>
/// <param name="OsVersion">The version of the operating system, for an entry of an index that states one, as those of Windows do.</param>
/// <param name="IsAttestation">Whether the entry is marked as an attestation of another image, which is not run.</param>
/// <param name="ArtifactType">The type of the artifact, for an entry that is an artifact: a signature, an SBOM, a SOCI index.</param>
internal sealed record ImageDescriptor(
    string MediaType,
    Digest Digest,
    long Size,
    string? Os,
    string? Architecture,
    string? Variant,
    string? OsVersion,
    bool IsAttestation,
    string? ArtifactType)
{
    /// <summary>Gets a value indicating whether a runtime can run the entry, as far as the index says.</summary>
    public bool MayBeImage => !IsAttestation && (string.IsNullOrEmpty(ArtifactType) || RuntimeMediaTypes.IsImageConfig(ArtifactType));

    /// <summary>Gets the stated platform as text, or <see langword="null"/>.</summary>
    public string? PlatformName =>
        Os is null || Architecture is null ? null : RuntimeMediaTypes.Quoted(string.IsNullOrEmpty(Variant) ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}");
}
