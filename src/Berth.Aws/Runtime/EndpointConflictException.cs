using Amazon.Runtime;

namespace Berth.Aws.Runtime;

/// <summary>An endpoint of one's own is to be called by FIPS or dual-stack, which AWS's endpoint rules refuse before any call.</summary>
internal sealed class EndpointConflictException(string endpoint, string variant)
    : AmazonClientException(
        $"the endpoint {endpoint} is configured together with {variant}, which only AWS's own endpoints offer; leave out one of the two");
