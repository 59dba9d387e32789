namespace Berth.Verification;

/// <summary>The kinds of faults with which reading a registry fails.</summary>
public enum SourceFaultKind
{
    /// <summary>The registry answered with a fault of its own. Asking again may help.</summary>
    Unavailable,

    /// <summary>The registry answers fewer requests than it gets. Asking again later helps.</summary>
    Throttled,

    /// <summary>The credentials do not suffice.</summary>
    Denied,

    /// <summary>There was no answer within the time allowed.</summary>
    TimedOut,

    /// <summary>The answer is not one that a registry gives.</summary>
    NotUnderstood,

    /// <summary>No complete answer came: the name did not resolve, or the connection failed or broke off. Asking again may help.</summary>
    Unreachable,

    /// <summary>There are no credentials, or they are unknown or have expired.</summary>
    InvalidCredentials,
}
