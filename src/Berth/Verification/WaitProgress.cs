using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>How far waiting for an image has come.</summary>
/// <param name="Verdict">The latest verdict.</param>
/// <param name="Looks">How often the image was looked at, counted from 1.</param>
/// <param name="Elapsed">The time since waiting began.</param>
/// <param name="NextLookIn">The pause until the next look.</param>
public sealed record WaitProgress(ImageVerdict Verdict, int Looks, TimeSpan Elapsed, TimeSpan NextLookIn);
