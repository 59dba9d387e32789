using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>One reason why an image cannot be run, or is not the expected one.</summary>
/// <param name="Kind">The kind of the reason.</param>
/// <param name="Detail">The message, with the digests and media types.</param>
/// <param name="Subject">The digest of the manifest or blob concerned.</param>
public sealed record UnrunnableReason(UnrunnableKind Kind, string Detail, Digest? Subject = null)
{
    /// <summary>Gets a value indicating whether the reason may be temporary, as during a push.</summary>
    public bool MayPass => Kind is UnrunnableKind.ChildMissing or UnrunnableKind.ConfigMissing or UnrunnableKind.LayerMissing
        or UnrunnableKind.DigestDiffers or UnrunnableKind.PlatformMissing;
}
