using Amazon.Runtime;

namespace Berth.Aws.Sessions;

/// <summary>No source of credentials provided any, as opposed to a call that was sent and failed.</summary>
internal sealed class CredentialsUnavailableException(Exception cause, string? ssoProfile = null) : AmazonClientException(MessageOf(cause, ssoProfile), cause)
{
    /// <summary>Gets what to do.</summary>
    public string Remedy { get; } = ssoProfile is null
        ? "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in again"
        : $"run: aws sso login --profile {ssoProfile}";

    /// <summary>The message of the SDK, and the message of STS or SSO if the SDK wraps one.</summary>
    private static string MessageOf(Exception cause, string? ssoProfile)
    {
        for (var inner = cause.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is AmazonServiceException { Message.Length: > 0 } answer)
            {
                return $"{cause.Message}: {answer.Message}";
            }
        }

        return ssoProfile is null ? cause.Message : $"the SSO session of the profile '{ssoProfile}' does not exist or has expired";
    }
}
