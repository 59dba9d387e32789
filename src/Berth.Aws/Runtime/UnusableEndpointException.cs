using Amazon.Runtime;

namespace Berth.Aws.Runtime;

/// <summary>The configured endpoint cannot be called, which is known before any call.</summary>
internal sealed class UnusableEndpointException : AmazonClientException
{
    private UnusableEndpointException(string message)
        : base(message)
    {
    }

    /// <summary>A custom endpoint is combined with FIPS or dual-stack, which AWS's endpoint rules refuse.</summary>
    public static UnusableEndpointException Variant(string endpoint, string variant) =>
        new($"the endpoint {endpoint} is configured together with {variant}, which only AWS's own endpoints offer; leave out one of the two");

    public static UnusableEndpointException NoAddress(string endpoint) =>
        new($"the configured endpoint '{endpoint}' is not the address of an HTTP server, such as http://localhost:5000");
}
