namespace Berth.Convergence.Tests;

/// <summary>The ways in which a call can fail.</summary>
public enum FaultKind
{
    Throttled,
    InternalError,
    ServiceUnavailable,
    AccessDenied,
    QuotaExceeded,
    ValidationError,
    UnknownCode,
    MalformedJson,
    EmptyBody,
    WrongRepository,
    ConnectionReset,
    AnswerLost,
    DelayBeyondTheBudget,
    CredentialsExpired,
}
