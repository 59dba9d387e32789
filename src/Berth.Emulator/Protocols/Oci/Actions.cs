namespace Berth.Emulator.Protocols.Oci;

/// <summary>The IAM actions that requests to <c>/v2/</c> are authorized by.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html"/>
internal static class Actions
{
    public const string PutImage = "ecr:PutImage";
    public const string BatchGetImage = "ecr:BatchGetImage";
    public const string BatchDeleteImage = "ecr:BatchDeleteImage";
    public const string BatchCheckLayerAvailability = "ecr:BatchCheckLayerAvailability";
    public const string GetDownloadUrlForLayer = "ecr:GetDownloadUrlForLayer";
    public const string InitiateLayerUpload = "ecr:InitiateLayerUpload";
    public const string UploadLayerPart = "ecr:UploadLayerPart";
    public const string CompleteLayerUpload = "ecr:CompleteLayerUpload";
    public const string ListImages = "ecr:ListImages";
    public const string DescribeRepositories = "ecr:DescribeRepositories";
    public const string CreateRepository = "ecr:CreateRepository";
}
