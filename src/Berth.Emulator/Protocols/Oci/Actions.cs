
namespace Berth.Emulator.Protocols.Oci;

/// <summary>Which operation of ECR's API a request to <c>/v2/</c> stands for: what access is asked by and faults are planned by.</summary>
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

    private const int PrefixLength = 4;

    /// <summary>The operation's name, such as <c>PutImage</c>; <see langword="null"/> for the base path and for methods that it does not have.</summary>
    public static string? OperationOf(Route route, string method) => ActionOf(route.Kind, method)?[PrefixLength..];

    private static string? ActionOf(RouteKind kind, string method) => (kind, method) switch
    {
        (RouteKind.Catalog, "GET") => DescribeRepositories,
        (RouteKind.Tags, "GET") => ListImages,
        (RouteKind.Manifest, "GET" or "HEAD") => BatchGetImage,
        (RouteKind.Manifest, "PUT") => PutImage,
        (RouteKind.Manifest, "DELETE") => BatchDeleteImage,
        (RouteKind.Referrers, "GET") => BatchGetImage,
        (RouteKind.Blob, "HEAD") => BatchCheckLayerAvailability,
        (RouteKind.Blob, "GET") => GetDownloadUrlForLayer,
        (RouteKind.Blob, "DELETE") => BatchDeleteImage,
        (RouteKind.Uploads, "POST") => InitiateLayerUpload,
        (RouteKind.Upload, "GET" or "PATCH" or "DELETE") => UploadLayerPart,
        (RouteKind.Upload, "PUT") => CompleteLayerUpload,
        _ => null,
    };
}
