using Amazon.Runtime;

namespace Berth.Aws.Runtime;

/// <summary>A call of one operation on its way down the AWS SDK's pipeline.</summary>
internal sealed class EcrRequest<TInput, TOutput>(EcrOperation<TInput, TOutput> operation, TInput input) : AmazonWebServiceRequest
{
    public EcrOperation<TInput, TOutput> Operation { get; } = operation;

    public TInput Input { get; } = input;
}
