using Berth.Registries;

namespace Berth.Verification.Verdicts;

/// <summary>The reason why a read from a registry failed.</summary>
/// <param name="Kind">The kind of the fault.</param>
/// <param name="Message">What happened, where, and what to do; without secrets.</param>
/// <param name="RetryAfter">The time to wait before the next request, if the registry states one.</param>
public sealed record SourceFault(SourceFaultKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>Gets a value indicating whether the same read may succeed later.</summary>
    public bool IsTransient => Kind is SourceFaultKind.Unavailable or SourceFaultKind.Throttled or SourceFaultKind.Unreachable;

    /// <summary>Creates a fault from a failed call to ECR or STS.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The fault, with the exception's message.</returns>
    public static SourceFault Of(EcrException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var kind = exception.Kind switch
        {
            EcrErrorKind.AccessDenied => SourceFaultKind.Denied,
            EcrErrorKind.InvalidCredentials => SourceFaultKind.InvalidCredentials,
            EcrErrorKind.Throttled => SourceFaultKind.Throttled,
            EcrErrorKind.Unavailable => SourceFaultKind.Unavailable,
            EcrErrorKind.Unreachable => SourceFaultKind.Unreachable,
            _ => SourceFaultKind.NotUnderstood,
        };
        return new SourceFault(kind, exception.Message);
    }
}
