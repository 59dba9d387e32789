using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>One reason why an image cannot be run, or is not the expected one.</summary>
/// <param name="Kind">The reason's kind, to branch on.</param>
/// <param name="Detail">What is wrong, for people, with the digests and media types concerned.</param>
/// <param name="Subject">The digest of the manifest or blob at fault, where it is one of several.</param>
public sealed record UnrunnableReason(UnrunnableKind Kind, string Detail, Digest? Subject = null)
{
    /// <summary>Gets a value indicating whether this may pass by itself: something is not there yet, or a tag does not yet lead where it should.</summary>
    public bool MayPass => Kind is UnrunnableKind.ChildMissing or UnrunnableKind.ConfigMissing or UnrunnableKind.LayerMissing
        or UnrunnableKind.DigestDiffers or UnrunnableKind.PlatformMissing;
}
