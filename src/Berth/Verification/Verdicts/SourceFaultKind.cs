namespace Berth.Verification.Verdicts;

/// <summary>The kinds of faults of reads from a registry.</summary>
public enum SourceFaultKind
{
    /// <summary>The registry returned a server error. A retry may succeed.</summary>
    Unavailable,

    /// <summary>The registry throttles requests. A later retry succeeds.</summary>
    Throttled,

    /// <summary>The credentials do not grant the access.</summary>
    Denied,

    /// <summary>There was no answer within the time limit.</summary>
    TimedOut,

    /// <summary>The answer is not valid.</summary>
    NotUnderstood,

    /// <summary>No complete answer came: the name did not resolve, or the connection failed or was closed. A retry may succeed.</summary>
    Unreachable,

    /// <summary>The credentials are missing, unknown or expired.</summary>
    InvalidCredentials,
}
