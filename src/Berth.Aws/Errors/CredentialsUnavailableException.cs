using Amazon.Runtime;

namespace Berth.Aws.Errors;

/// <summary>No source of credentials provided any, as opposed to a call that was sent and failed.</summary>
internal sealed class CredentialsUnavailableException : AmazonClientException
{
    private CredentialsUnavailableException(string message, string remedy, Exception cause)
        : base(message, cause) => Remedy = remedy;

    /// <summary>Gets what to do.</summary>
    public string Remedy { get; }

    /// <summary>The source failed.</summary>
    public static CredentialsUnavailableException Failed(Exception cause) =>
        new(MessageOf(cause), "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in again", cause);

    /// <summary>The source did not end within its limit.</summary>
    public static CredentialsUnavailableException TimedOut(TimeSpan limit, Exception cause) =>
        new(
            $"their source did not answer within {limit.TotalSeconds:0.###} s",
            "see whether the credential process, the metadata service or the endpoint of the credentials responds",
            cause);

    /// <summary>The profile signs in by SSO and has no valid session.</summary>
    public static CredentialsUnavailableException SignedOut(string profile, Exception cause) =>
        new($"the SSO session of the profile '{profile}' does not exist or has expired", $"run: aws sso login --profile {profile}", cause);

    /// <summary>The message of the SDK, and the message of STS if the SDK wraps one.</summary>
    private static string MessageOf(Exception cause)
    {
        for (var inner = cause.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (inner is AmazonServiceException { Message.Length: > 0 } answer)
            {
                return $"{cause.Message}: {answer.Message}";
            }
        }

        return cause.Message;
    }
}
