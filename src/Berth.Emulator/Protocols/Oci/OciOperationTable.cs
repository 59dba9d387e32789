namespace Berth.Emulator.Protocols.Oci;

/// <summary>The operations of <c>/v2/</c> by route and method: IAM action and handler of each.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html"/>
internal static class OciOperationTable
{
    private static readonly OciOperation ListRepositories = new(Actions.DescribeRepositories, CatalogOperations.ListAsync);
    private static readonly OciOperation ListTags = new(Actions.ListImages, TagOperations.ListAsync);
    private static readonly OciOperation GetManifest = new(Actions.BatchGetImage, ManifestOperations.GetAsync);
    private static readonly OciOperation PutManifest = new(Actions.PutImage, ManifestPush.PutAsync);
    private static readonly OciOperation DeleteManifest = new(Actions.BatchDeleteImage, ManifestOperations.DeleteAsync);
    private static readonly OciOperation ListReferrers = new(Actions.BatchGetImage, ReferrerOperations.ListAsync);
    private static readonly OciOperation HeadBlob = new(Actions.BatchCheckLayerAvailability, BlobOperations.GetAsync);
    private static readonly OciOperation GetBlob = new(Actions.GetDownloadUrlForLayer, BlobOperations.GetAsync);
    private static readonly OciOperation DeleteBlob = new(Actions.BatchDeleteImage, BlobOperations.DeleteAsync);
    private static readonly OciOperation StartUpload = new(Actions.InitiateLayerUpload, UploadStart.PostAsync);
    private static readonly OciOperation GetUpload = new(Actions.UploadLayerPart, UploadOperations.GetAsync);
    private static readonly OciOperation PatchUpload = new(Actions.UploadLayerPart, UploadOperations.PatchAsync);
    private static readonly OciOperation CancelUpload = new(Actions.UploadLayerPart, UploadOperations.DeleteAsync);
    private static readonly OciOperation CompleteUpload = new(Actions.CompleteLayerUpload, UploadOperations.PutAsync);

    /// <summary>Finds an operation; <see langword="null"/> for the base path and for methods that a route does not have.</summary>
    public static OciOperation? Find(RouteKind route, string method) => (route, method) switch
    {
        (RouteKind.Catalog, "GET") => ListRepositories,
        (RouteKind.Tags, "GET") => ListTags,
        (RouteKind.Manifest, "GET" or "HEAD") => GetManifest,
        (RouteKind.Manifest, "PUT") => PutManifest,
        (RouteKind.Manifest, "DELETE") => DeleteManifest,
        (RouteKind.Referrers, "GET") => ListReferrers,
        (RouteKind.Blob, "HEAD") => HeadBlob,
        (RouteKind.Blob, "GET") => GetBlob,
        (RouteKind.Blob, "DELETE") => DeleteBlob,
        (RouteKind.Uploads, "POST") => StartUpload,
        (RouteKind.Upload, "GET") => GetUpload,
        (RouteKind.Upload, "PATCH") => PatchUpload,
        (RouteKind.Upload, "DELETE") => CancelUpload,
        (RouteKind.Upload, "PUT") => CompleteUpload,
        _ => null,
    };
}
