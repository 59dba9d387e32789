using Amazon.Runtime.Internal;

namespace Berth.Aws.Runtime;

internal sealed class EcrServiceMetadata : IServiceMetadata
{
    public string ServiceId => "ECR";

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
