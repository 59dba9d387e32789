using Amazon.Runtime;
using Berth.Repositories;

namespace Berth.Aws.Runtime;

/// <summary>The answer to a call on its way up the AWS SDK's pipeline; <see cref="Output"/> is set by the unmarshaller.</summary>
internal sealed class EcrResponse<TOutput> : AmazonWebServiceResponse
{
    public TOutput? Output { get; init; }

    public CallReceipt Receipt => new(string.IsNullOrEmpty(ResponseMetadata?.RequestId) ? null : ResponseMetadata.RequestId);
}
