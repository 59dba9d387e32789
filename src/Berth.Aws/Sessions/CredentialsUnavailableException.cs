using Amazon.Runtime;

namespace Berth.Aws.Sessions;

/// <summary>No source of credentials gave any; tells this case from a call that was made and failed.</summary>
internal sealed class CredentialsUnavailableException(Exception cause) : AmazonClientException(cause.Message, cause);
