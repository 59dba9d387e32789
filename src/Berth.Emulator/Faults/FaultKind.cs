namespace Berth.Emulator.Faults;

/// <summary>The kinds of faults.</summary>
public enum FaultKind
{
    /// <summary>The correct answer, after <see cref="PlannedFault.Delay"/>.</summary>
    Delay,

    /// <summary><c>ThrottlingException</c>, <c>Rate exceeded</c>; over <c>/v2/</c> HTTP 429 with <c>TOOMANYREQUESTS</c>.</summary>
    Throttle,

    /// <summary><c>ServerException</c> with HTTP 500, or the status of <see cref="PlannedFault.Status"/>.</summary>
    ServerError,

    /// <summary>The connection is cut instead of an answer.</summary>
    DropConnection,

    /// <summary>The status and half of the body of the correct answer, followed by <c>{</c>: invalid JSON or XML.</summary>
    MalformedBody,

    /// <summary>The status of the correct answer without a body.</summary>
    EmptyBody,

    /// <summary><c>AccessDeniedException</c> with AWS's text; over <c>/v2/</c> HTTP 403 with <c>DENIED</c>.</summary>
    AccessDenied,

    /// <summary><c>LimitExceededException</c>: a quota is used up.</summary>
    Quota,

    /// <summary><c>RepositoryNotFoundException</c>, whatever exists: with <see cref="PlannedFault.After"/>, a read that lags behind a creation.</summary>
    RepositoryNotFound,

    /// <summary>The correct answer with the name of another repository: <c>-other</c> is appended to it.</summary>
    WrongRepository,

    /// <summary>An error with an undocumented code: <see cref="PlannedFault.Code"/>.</summary>
    UnknownCode,

    /// <summary><c>ExpiredTokenException</c>: the caller's credentials have expired.</summary>
    ExpiredCredentials,

    /// <summary>No answer: neither headers nor the end of the connection, until the client disconnects or the emulator stops.</summary>
    StallBeforeHeaders,

    /// <summary>Headers and half of the body, then nothing, until the client disconnects or the emulator stops.</summary>
    StallInBody,

    /// <summary>Headers and the whole body, but not the end of the answer, until the client disconnects or the emulator stops.</summary>
    StallAfterBody,

    /// <summary>Headers and half of the body, then the connection is closed.</summary>
    DropInBody,

    /// <summary>Half of the body, then spaces until the client disconnects or the emulator stops.</summary>
    EndlessBody,

    /// <summary>The correct answer, followed by 64 MiB of spaces.</summary>
    LargeBody,
}
