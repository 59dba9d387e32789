using Berth.Registries;

namespace Berth.Cli.Failures;

/// <summary>A kind of failure: its exit code, and its name in JSON. Both are part of the interface.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Code">The name.</param>
internal sealed record FailureKind(int ExitCode, string Code)
{
    public static FailureKind Unexpected { get; } = new(ExitCodes.Unexpected, "unexpected");

    public static FailureKind Usage { get; } = new(ExitCodes.Usage, "usage");

    public static FailureKind Configuration { get; } = new(ExitCodes.Configuration, "configuration");

    public static FailureKind Denied { get; } = new(ExitCodes.Denied, "denied");

    public static FailureKind Credentials { get; } = new(ExitCodes.Credentials, "credentials");

    public static FailureKind Unreachable { get; } = new(ExitCodes.Unreachable, "unreachable");

    public static FailureKind Unavailable { get; } = new(ExitCodes.Unavailable, "unavailable");

    public static FailureKind Refused { get; } = new(ExitCodes.Refused, "refused");

    public static FailureKind NotFound { get; } = new(ExitCodes.NotFound, "notFound");

    public static FailureKind UnusableAnswer { get; } = new(ExitCodes.UnusableAnswer, "unusableAnswer");

    public static FailureKind Local { get; } = new(ExitCodes.Local, "local");

    /// <summary>The kind of a failed call to ECR or STS.</summary>
    public static FailureKind Of(EcrException call) => call.Kind switch
    {
        EcrErrorKind.AccessDenied => Denied,
        EcrErrorKind.InvalidCredentials => Credentials,
        EcrErrorKind.RepositoryNotFound or EcrErrorKind.NotFound => NotFound,
        EcrErrorKind.Throttled or EcrErrorKind.Unavailable => Unavailable,
        EcrErrorKind.Unreachable => Unreachable,
        EcrErrorKind.UnusableAnswer or EcrErrorKind.WrongRepository => UnusableAnswer,

        // The call was not sent, because the AWS settings give no valid request.
        EcrErrorKind.InvalidRequest when call is { HttpStatus: null, Code: null } => Configuration,

        // An answer without an error code is not an answer of AWS: a page of a proxy, for example.
        EcrErrorKind.Unknown when call.Code is null => UnusableAnswer,
        _ => Refused,
    };
}
