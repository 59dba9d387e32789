using Berth.Aws.Wire;

namespace Berth.Aws.Runtime;

/// <summary>The table of the operations that Berth calls.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_Operations.html"/>
internal static class EcrOperations
{
    private static readonly WireContext Json = WireContext.Default;

    public static EcrOperation<DescribeRepositoriesRequest, DescribeRepositoriesResponse> DescribeRepositories =>
        new(nameof(DescribeRepositories), Json.DescribeRepositoriesRequest, Json.DescribeRepositoriesResponse);

    public static EcrOperation<CreateRepositoryRequest, CreateRepositoryResponse> CreateRepository =>
        new(nameof(CreateRepository), Json.CreateRepositoryRequest, Json.CreateRepositoryResponse);

    public static EcrOperation<DeleteRepositoryRequest, DeleteRepositoryResponse> DeleteRepository =>
        new(nameof(DeleteRepository), Json.DeleteRepositoryRequest, Json.DeleteRepositoryResponse);

    public static EcrOperation<PutImageTagMutabilityRequest, RepositoryReceipt> PutImageTagMutability =>
        new(nameof(PutImageTagMutability), Json.PutImageTagMutabilityRequest, Json.RepositoryReceipt);

    public static EcrOperation<PutImageScanningConfigurationRequest, RepositoryReceipt> PutImageScanningConfiguration =>
        new(nameof(PutImageScanningConfiguration), Json.PutImageScanningConfigurationRequest, Json.RepositoryReceipt);

    public static EcrOperation<PutLifecyclePolicyRequest, RepositoryReceipt> PutLifecyclePolicy =>
        new(nameof(PutLifecyclePolicy), Json.PutLifecyclePolicyRequest, Json.RepositoryReceipt);

    public static EcrOperation<RepositoryRequest, LifecyclePolicyResponse> GetLifecyclePolicy =>
        new(nameof(GetLifecyclePolicy), Json.RepositoryRequest, Json.LifecyclePolicyResponse);

    public static EcrOperation<RepositoryRequest, LifecyclePolicyResponse> DeleteLifecyclePolicy =>
        new(nameof(DeleteLifecyclePolicy), Json.RepositoryRequest, Json.LifecyclePolicyResponse);

    public static EcrOperation<StartLifecyclePolicyPreviewRequest, StartLifecyclePolicyPreviewResponse> StartLifecyclePolicyPreview =>
        new(nameof(StartLifecyclePolicyPreview), Json.StartLifecyclePolicyPreviewRequest, Json.StartLifecyclePolicyPreviewResponse);

    public static EcrOperation<GetLifecyclePolicyPreviewRequest, GetLifecyclePolicyPreviewResponse> GetLifecyclePolicyPreview =>
        new(nameof(GetLifecyclePolicyPreview), Json.GetLifecyclePolicyPreviewRequest, Json.GetLifecyclePolicyPreviewResponse);

    public static EcrOperation<SetRepositoryPolicyRequest, RepositoryReceipt> SetRepositoryPolicy =>
        new(nameof(SetRepositoryPolicy), Json.SetRepositoryPolicyRequest, Json.RepositoryReceipt);

    public static EcrOperation<RepositoryRequest, RepositoryPolicyResponse> GetRepositoryPolicy =>
        new(nameof(GetRepositoryPolicy), Json.RepositoryRequest, Json.RepositoryPolicyResponse);

    public static EcrOperation<RepositoryRequest, RepositoryPolicyResponse> DeleteRepositoryPolicy =>
        new(nameof(DeleteRepositoryPolicy), Json.RepositoryRequest, Json.RepositoryPolicyResponse);

    public static EcrOperation<GetAuthorizationTokenRequest, GetAuthorizationTokenResponse> GetAuthorizationToken =>
        new(nameof(GetAuthorizationToken), Json.GetAuthorizationTokenRequest, Json.GetAuthorizationTokenResponse);

    public static EcrOperation<DescribeImagesRequest, DescribeImagesResponse> DescribeImages =>
        new(nameof(DescribeImages), Json.DescribeImagesRequest, Json.DescribeImagesResponse);

    public static EcrOperation<ListImagesRequest, ListImagesResponse> ListImages =>
        new(nameof(ListImages), Json.ListImagesRequest, Json.ListImagesResponse);

    public static EcrOperation<BatchGetImageRequest, BatchGetImageResponse> BatchGetImage =>
        new(nameof(BatchGetImage), Json.BatchGetImageRequest, Json.BatchGetImageResponse);

    public static EcrOperation<BatchCheckLayerAvailabilityRequest, BatchCheckLayerAvailabilityResponse> BatchCheckLayerAvailability =>
        new(nameof(BatchCheckLayerAvailability), Json.BatchCheckLayerAvailabilityRequest, Json.BatchCheckLayerAvailabilityResponse);

    public static EcrOperation<GetDownloadUrlForLayerRequest, GetDownloadUrlForLayerResponse> GetDownloadUrlForLayer =>
        new(nameof(GetDownloadUrlForLayer), Json.GetDownloadUrlForLayerRequest, Json.GetDownloadUrlForLayerResponse);

    public static EcrOperation<BatchDeleteImageRequest, BatchDeleteImageResponse> BatchDeleteImage =>
        new(nameof(BatchDeleteImage), Json.BatchDeleteImageRequest, Json.BatchDeleteImageResponse);

    public static EcrOperation<ListTagsForResourceRequest, ListTagsForResourceResponse> ListTagsForResource =>
        new(nameof(ListTagsForResource), Json.ListTagsForResourceRequest, Json.ListTagsForResourceResponse);

    public static EcrOperation<TagResourceRequest, EmptyResponse> TagResource =>
        new(nameof(TagResource), Json.TagResourceRequest, Json.EmptyResponse);

    public static EcrOperation<UntagResourceRequest, EmptyResponse> UntagResource =>
        new(nameof(UntagResource), Json.UntagResourceRequest, Json.EmptyResponse);
}
