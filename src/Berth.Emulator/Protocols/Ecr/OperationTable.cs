using System.Collections.Frozen;
using Berth.Emulator.Protocols.Ecr.Authorization;
using Berth.Emulator.Protocols.Ecr.Images;
using Berth.Emulator.Protocols.Ecr.Layers;
using Berth.Emulator.Protocols.Ecr.Lifecycle;
using Berth.Emulator.Protocols.Ecr.Policies;
using Berth.Emulator.Protocols.Ecr.Repositories;
using Berth.Emulator.Protocols.Ecr.Tagging;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>The operations of ECR's API by the value of the <c>X-Amz-Target</c> header.</summary>
internal static class OperationTable
{
    private const string TargetPrefix = "AmazonEC2ContainerRegistry_V20150921.";

    private static readonly FrozenDictionary<string, IOperation> Operations = new IOperation[]
    {
        new CreateRepository(),
        new DescribeRepositories(),
        new DeleteRepository(),
        new PutImageTagMutability(),
        new PutImageScanningConfiguration(),
        new SetRepositoryPolicy(),
        new GetRepositoryPolicy(),
        new DeleteRepositoryPolicy(),
        new PutLifecyclePolicy(),
        new GetLifecyclePolicy(),
        new DeleteLifecyclePolicy(),
        new StartLifecyclePolicyPreview(),
        new GetLifecyclePolicyPreview(),
        new TagResource(),
        new UntagResource(),
        new ListTagsForResource(),
        new GetAuthorizationToken(),
        new DescribeImages(),
        new ListImages(),
        new BatchGetImage(),
        new BatchDeleteImage(),
        new PutImage(),
        new BatchCheckLayerAvailability(),
        new InitiateLayerUpload(),
        new UploadLayerPart(),
        new CompleteLayerUpload(),
        new GetDownloadUrlForLayer(),
        new UpdateImageStorageClass(),
        new ListImageReferrers(),
    }.ToFrozenDictionary(operation => TargetPrefix + operation.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Operations.Values.Select(operation => operation.Name).Order(StringComparer.Ordinal);

    public static IOperation? Find(string? target) => target is null ? null : Operations.GetValueOrDefault(target);
}
