using System.Collections.Frozen;
using Berth.Emulator.ControlPlane.Authorization;
using Berth.Emulator.ControlPlane.Images;
using Berth.Emulator.ControlPlane.Layers;
using Berth.Emulator.ControlPlane.Lifecycle;
using Berth.Emulator.ControlPlane.Policies;
using Berth.Emulator.ControlPlane.Repositories;
using Berth.Emulator.ControlPlane.Tagging;

namespace Berth.Emulator.ControlPlane;

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
