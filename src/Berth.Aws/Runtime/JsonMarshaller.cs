using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Berth.Aws.Runtime;

/// <summary>Writes any operation's request as AWS JSON 1.1 asks for it.</summary>
/// <seealso href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html"/>
internal sealed class JsonMarshaller<TInput, TOutput> : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private const string TargetPrefix = "AmazonEC2ContainerRegistry_V20150921.";

    public static JsonMarshaller<TInput, TOutput> Instance { get; } = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var request = (EcrRequest<TInput, TOutput>)input;
        var marshalled = new DefaultRequest(request, EcrClientConfig.ServiceName)
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes(request.Input, request.Operation.Input),
        };

        marshalled.Headers["Content-Type"] = "application/x-amz-json-1.1";
        marshalled.Headers["X-Amz-Target"] = TargetPrefix + request.Operation.Name;
        return marshalled;
    }
}
