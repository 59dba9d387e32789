namespace Berth.Emulator.Faults;

/// <summary>What goes wrong with a call that a fault is planned for.</summary>
public enum FaultKind
{
    /// <summary>The call is answered properly, only later: after <see cref="PlannedFault.Delay"/>.</summary>
    Delay,

    /// <summary><c>ThrottlingException</c>, <c>Rate exceeded</c>; over <c>/v2/</c> HTTP 429 with <c>TOOMANYREQUESTS</c>.</summary>
    Throttle,

    /// <summary><c>ServerException</c> with HTTP 500, or the status of <see cref="PlannedFault.Status"/>.</summary>
    ServerError,

    /// <summary>The connection is cut instead of an answer.</summary>
    DropConnection,

    /// <summary>HTTP 200 with half an answer: JSON that breaks off.</summary>
    MalformedBody,

    /// <summary>HTTP 200 with no body at all.</summary>
    EmptyBody,

    /// <summary><c>AccessDeniedException</c> with AWS's text; over <c>/v2/</c> HTTP 403 with <c>DENIED</c>.</summary>
    AccessDenied,

    /// <summary><c>LimitExceededException</c>: a quota is used up.</summary>
    Quota,

    /// <summary><c>RepositoryNotFoundException</c>, whatever exists: with <see cref="PlannedFault.After"/>, a read that lags behind a creation.</summary>
    RepositoryNotFound,

    /// <summary>The proper answer, but it speaks of another repository: its name has <c>-other</c> at the end.</summary>
    WrongRepository,

    /// <summary>An error whose code nobody knows: <see cref="PlannedFault.Code"/>.</summary>
    UnknownCode,

    /// <summary><c>ExpiredTokenException</c>: the caller's credentials have expired.</summary>
    ExpiredCredentials,
}
