using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Berth.Aws.Runtime;

/// <summary>Asks the client's configuration for the endpoint; a registry has one, whatever the operation.</summary>
internal sealed class EcrEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
}
