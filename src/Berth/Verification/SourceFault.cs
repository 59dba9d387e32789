using Berth.Registries;

namespace Berth.Verification;

/// <summary>Why a registry could not be read.</summary>
/// <param name="Kind">The fault's kind, to branch on.</param>
/// <param name="Message">What happened, where, and what to do; without secrets.</param>
/// <param name="RetryAfter">How long the registry asks to wait, where it does.</param>
public sealed record SourceFault(SourceFaultKind Kind, string Message, TimeSpan? RetryAfter = null)
{
    /// <summary>Gets a value indicating whether asking again may help.</summary>
    public bool IsTransient => Kind is SourceFaultKind.Unavailable or SourceFaultKind.Throttled or SourceFaultKind.Unreachable;

    /// <summary>Translates a call to ECR or STS that did not get its answer.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <returns>The fault, with the exception's words.</returns>
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
