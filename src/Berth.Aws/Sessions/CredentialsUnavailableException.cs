using Amazon.Runtime;

namespace Berth.Aws.Sessions;

/// <summary>No source of credentials gave any; tells this case from a call that was made and failed.</summary>
internal sealed class CredentialsUnavailableException(Exception cause) : AmazonClientException(MessageOf(cause), cause)
{
    /// <summary>The SDK's message, and where it has wrapped what STS or SSO said, their words.</summary>
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
