using System.Text.RegularExpressions;

namespace Berth.Emulator.Registry.Images;

/// <summary>The rules that a manifest is checked by, besides its grammar.</summary>
internal sealed partial class ManifestRules
{
    // ECR refuses the attestations that BuildKit writes with oci-artifact=true, and accepts other artifacts of the same form; AWS has not
    // published the reason. https://github.com/moby/buildkit/issues/5747
    private const string BuildKitAttestation = "application/vnd.docker.attestation.manifest.v1+json";

    private ManifestRules(bool isEcr) => IsEcr = isEcr;

    /// <summary>Gets the rules of ECR, as its refusals show them.</summary>
    public static ManifestRules Ecr { get; } = new(isEcr: true);

    /// <summary>Gets the rules of the OCI image specification.</summary>
    public static ManifestRules Oci { get; } = new(isEcr: false);

    /// <summary>Gets a value indicating whether a manifest must say its media type, in itself or beside it.</summary>
    public bool RequiresMediaType => IsEcr;

    /// <summary>Gets a value indicating whether an image must have layers; otherwise its list may be empty or null.</summary>
    public bool RequiresLayers => IsEcr;

    /// <summary>Gets a value indicating whether the descriptor of the configuration may have annotations, and a platform may have features.</summary>
    public bool AllowsRareMembers => !IsEcr;

    private bool IsEcr { get; }

    /// <summary>Returns whether a media type is allowed in a descriptor.</summary>
    public bool AllowsMediaType(string mediaType) => !IsEcr || TypeGrammar().IsMatch(mediaType);

    /// <summary>Returns whether an artifact type is allowed.</summary>
    public bool AllowsArtifactType(string artifactType) => AllowsMediaType(artifactType) && !(IsEcr && artifactType == BuildKitAttestation);

    // RFC 6838, section 4.2: type and subtype without parameters.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}\z")]
    private static partial Regex TypeGrammar();
}
