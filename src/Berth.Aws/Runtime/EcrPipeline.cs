using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Berth.Aws.Runtime;

/// <summary>ECR's API on the AWS SDK's pipeline, which retries, signs, corrects the clock's skew and keeps the retry quota.</summary>
internal sealed class EcrPipeline(AWSCredentials credentials, EcrClientConfig config) : AmazonServiceClient(credentials, config)
{
    protected override IServiceMetadata ServiceMetadata { get; } = new EcrServiceMetadata();

    public Task<EcrResponse<TOutput>> CallAsync<TInput, TOutput>(
        EcrOperation<TInput, TOutput> operation,
        TInput input,
        CancellationToken cancellationToken) =>
        InvokeAsync<EcrResponse<TOutput>>(
            new EcrRequest<TInput, TOutput>(operation, input),
            new InvokeOptions
            {
                RequestMarshaller = JsonMarshaller<TInput, TOutput>.Instance,
                ResponseUnmarshaller = new JsonUnmarshaller<TInput, TOutput>(operation),
            },
            cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new EcrEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4AuthHandler());
    }
}
