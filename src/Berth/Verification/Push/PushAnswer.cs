using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification.Push;

/// <summary>The result of a check before a push.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Image">The reference of the push.</param>
/// <param name="Wanted">The digest of the image to push.</param>
/// <param name="Existing">The digest of the existing image, or <see langword="null"/> if it does not exist or is unknown.</param>
/// <param name="Detail">The message; for a conflict it names both digests.</param>
/// <param name="Cause">Why the registry could not be read, if the outcome is unknown.</param>
public sealed record PushAnswer(PushOutcome Outcome, ImageReference Image, Digest Wanted, Digest? Existing, string Detail, SourceFault? Cause = null)
{
    /// <summary>Gets a value indicating whether the same image exists, so that no push is needed.</summary>
    public bool IsDone => Outcome == PushOutcome.AlreadyPushed;
}
