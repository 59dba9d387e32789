namespace Berth.Registries;

/// <summary>The kind of an ECR or STS error, as far as callers handle the kinds differently.</summary>
public enum EcrErrorKind
{
    /// <summary>The response has an unknown error code.</summary>
    Unknown,

    /// <summary>The principal may not do this: a policy denies it, or none allows it.</summary>
    AccessDenied,

    /// <summary>There are no credentials, or AWS does not know them, or they have expired.</summary>
    InvalidCredentials,

    /// <summary>The repository does not exist.</summary>
    RepositoryNotFound,

    /// <summary>Something in the repository does not exist: an image, a layer, a policy.</summary>
    NotFound,

    /// <summary>The resource exists already.</summary>
    AlreadyExists,

    /// <summary>ECR refuses the request's content.</summary>
    InvalidRequest,

    /// <summary>A quota of the account or repository is used up.</summary>
    QuotaExceeded,

    /// <summary>Too many calls for the account's rate.</summary>
    Throttled,

    /// <summary>AWS failed on its side.</summary>
    Unavailable,

    /// <summary>No answer came: the name did not resolve, the connection failed or broke, the time ran out.</summary>
    Unreachable,

    /// <summary>An answer came that is not one: malformed or empty.</summary>
    UnusableAnswer,

    /// <summary>The answer is about another repository or account than was asked for: something stands between Berth and ECR.</summary>
    WrongRepository,
}
