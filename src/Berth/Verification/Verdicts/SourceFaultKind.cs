namespace Berth.Verification.Verdicts;

/// <summary>The kinds of faults of reads from a registry.</summary>
public enum SourceFaultKind
{
    /// <summary>The registry could not be reached, closed the connection, or failed. A retry may succeed.</summary>
    Unavailable,

    /// <summary>The registry throttles requests. A later retry succeeds.</summary>
    Throttled,

    /// <summary>The credentials are missing, invalid, expired or insufficient.</summary>
    Denied,

    /// <summary>There was no answer within the time limit.</summary>
    TimedOut,

    /// <summary>The answer is not valid.</summary>
    NotUnderstood,
}
