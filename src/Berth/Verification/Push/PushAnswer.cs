using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification.Push;

/// <summary>What pushing an image would do.</summary>
/// <param name="Outcome">The answer to branch on.</param>
/// <param name="Image">Where the image is to be pushed to.</param>
/// <param name="Wanted">The digest of what is to be pushed.</param>
/// <param name="Existing">The digest of what is there, or <see langword="null"/> if nothing is or it is not known.</param>
/// <param name="Detail">The answer for people; a conflict names both digests.</param>
/// <param name="Cause">Why nothing is known, where nothing is because the registry could not be read.</param>
public sealed record PushAnswer(PushOutcome Outcome, ImageReference Image, Digest Wanted, Digest? Existing, string Detail, SourceFault? Cause = null)
{
    /// <summary>Gets a value indicating whether nothing is left to do: the very image is there.</summary>
    public bool IsDone => Outcome == PushOutcome.AlreadyPushed;
}
