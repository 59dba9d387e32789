namespace Berth.Verification;

/// <summary>Why a registry could not be read.</summary>
/// <param name="Kind">The fault's kind, to branch on.</param>
/// <param name="Message">What happened, where, and what to do; without secrets.</param>
/// <param name="RetryAfter">How long the registry asks to wait, where it does.</param>
public sealed record SourceFault(SourceFaultKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>Gets a value indicating whether asking again may help.</summary>
    public bool IsTransient => Kind is SourceFaultKind.Unavailable or SourceFaultKind.Throttled;
}
