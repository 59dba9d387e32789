namespace Berth.Convergence.Tests;

/// <summary>What goes wrong with a call.</summary>
internal enum FaultKind
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
