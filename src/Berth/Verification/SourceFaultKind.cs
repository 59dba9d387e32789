namespace Berth.Verification;

/// <summary>The kinds of faults with which reading a registry fails.</summary>
public enum SourceFaultKind
{
    /// <summary>The registry could not be reached, broke off, or failed by itself. Asking again may help.</summary>
    Unavailable,

    /// <summary>The registry answers fewer requests than it gets. Asking again later helps.</summary>
    Throttled,

    /// <summary>The credentials are missing, wrong, expired or do not suffice.</summary>
    Denied,

    /// <summary>There was no answer within the time allowed.</summary>
    TimedOut,

    /// <summary>The answer is not one that a registry gives.</summary>
    NotUnderstood,
}
