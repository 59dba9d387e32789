using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>The progress of a wait for an image.</summary>
/// <param name="Verdict">The latest verdict.</param>
/// <param name="Looks">The number of verifications so far.</param>
/// <param name="Elapsed">The time since the start.</param>
/// <param name="NextLookIn">The pause until the next verification.</param>
public sealed record WaitProgress(ImageVerdict Verdict, int Looks, TimeSpan Elapsed, TimeSpan NextLookIn);
