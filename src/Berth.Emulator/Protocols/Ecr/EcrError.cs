using Berth.Emulator.Access;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr;

/// <summary>An error as ECR's API answers it: HTTP status, code and text. All that the emulator knows are made here.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html"/>
internal sealed record EcrError(int Status, string Code, string Message)
{
    /// <summary>The additional members of InvalidLayerPartException.</summary>
    public LayerPartFault? Part { get; private init; }

    public static EcrError From(Denial denial) => new(denial.Status, denial.Code, denial.Message);

    public static EcrError UnknownOperation() => new(404, "UnknownOperationException", "The requested operation is not recognized by the service.");

    public static EcrError Serialization(string message) => Client("SerializationException", message);

    public static EcrError TooLarge(long limit) =>
        new(413, "RequestEntityTooLargeException", $"Request size exceeded the limit of {limit} bytes.");

    public static EcrError Storage() =>
        new(503, "ServiceUnavailable", "The emulator could not store the change; see its log for the reason. Nothing was changed.");

    public static EcrError Internal() => new(500, "ServerException", "The emulator failed; see its log for the reason.");

    public static EcrError InvalidParameter(string member, string reason) =>
        Client("InvalidParameterException", $"Invalid parameter at '{member}' failed to satisfy constraint: '{reason}'");

    public static EcrError InvalidTag(string reason) => Client("InvalidTagParameterException", reason);

    public static EcrError TooManyTags(int limit) =>
        Client("TooManyTagsException", $"The number of tags on the repository would exceed the limit of {limit}.");

    public static EcrError RepositoryNotFound(RepositoryName name, AccountId account) => Client(
        "RepositoryNotFoundException", $"The repository with name '{name}' does not exist in the registry with id '{account}'");

    public static EcrError RepositoryAlreadyExists(RepositoryName name, AccountId account) => Client(
        "RepositoryAlreadyExistsException", $"The repository with name '{name}' already exists in the registry with id '{account}'");

    public static EcrError RepositoryNotEmpty(RepositoryName name, AccountId account) => Client(
        "RepositoryNotEmptyException",
        $"The repository with name '{name}' in registry with id '{account}' cannot be deleted because it still contains images");

    public static EcrError RepositoryPolicyNotFound(RepositoryName name, AccountId account) => Client(
        "RepositoryPolicyNotFoundException",
        $"Repository policy does not exist for the repository with name '{name}' in the registry with id '{account}'");

    public static EcrError LifecyclePolicyNotFound(RepositoryName name, AccountId account) => Client(
        "LifecyclePolicyNotFoundException",
        $"Lifecycle policy does not exist for the repository with name '{name}' in the registry with id '{account}'");

    public static EcrError LifecyclePreviewNotFound(RepositoryName name, AccountId account) => Client(
        "LifecyclePolicyPreviewNotFoundException",
        $"Lifecycle policy preview does not exist for the repository with name '{name}' in the registry with id '{account}'");

    public static EcrError ImageNotFound(string? digest, string? tag, RepositoryName name, AccountId account) => Client(
        "ImageNotFoundException",
        $"The image with imageId {{imageDigest:'{digest ?? "null"}', imageTag:'{tag ?? "null"}'}} does not exist within the repository with "
        + $"name '{name}' in the registry with id '{account}'");

    public static EcrError ImageAlreadyExists(Digest digest, Tag? tag, RepositoryName name, AccountId account) => Client(
        "ImageAlreadyExistsException",
        $"Image with digest '{digest}' and tag '{tag?.ToString() ?? "null"}' already exists in the repository with name '{name}' in registry "
        + $"with id '{account}'");

    public static EcrError ImageTagAlreadyExists(string message) => Client("ImageTagAlreadyExistsException", message);

    public static EcrError ImageDigestDoesNotMatch(string message) => Client("ImageDigestDoesNotMatchException", message);

    public static EcrError LayersNotFound(string message) => Client("LayersNotFoundException", message);

    public static EcrError ReferencedImagesNotFound(string message) => Client("ReferencedImagesNotFoundException", message);

    public static EcrError LayerInaccessible(Digest digest, RepositoryName name, AccountId account) => Client(
        "LayerInaccessibleException",
        $"The layer with digest '{digest}' in the repository with name '{name}' in the registry with id '{account}' belongs to no image");

    public static EcrError LayerAlreadyExists(Digest digest, RepositoryName name, AccountId account) => Client(
        "LayerAlreadyExistsException",
        $"The layer with digest '{digest}' already exists in the repository with name '{name}' in the registry with id '{account}'");

    public static EcrError InvalidLayer() =>
        Client("InvalidLayerException", "None of the provided layer digests match the calculated layer digest");

    public static EcrError LayerPartTooSmall() =>
        Client("LayerPartTooSmallException", "All layer parts except the last part should be at least 5MB");

    public static EcrError EmptyUpload(Guid upload, RepositoryName name, AccountId account) => Client(
        "EmptyUploadException",
        $"The upload with id '{upload:D}' in the repository with name '{name}' in registry with id '{account}' cannot be completed because it does not have any parts");

    public static EcrError UploadNotFound(Guid upload, RepositoryName name, AccountId account) => Client(
        "UploadNotFoundException",
        $"The upload with id '{upload:D}' does not exist in the repository with name '{name}' in the registry with id '{account}'");

    public static EcrError InvalidLayerPart(Guid upload, RepositoryName name, AccountId account, long lastValidByteReceived) => Client(
        "InvalidLayerPartException",
        $"Invalid layer part: its bytes do not follow byte {lastValidByteReceived} of the upload, or are not as many as stated") with
    {
        Part = new LayerPartFault(account, name, upload, lastValidByteReceived),
    };

    public static EcrError LimitExceeded(string message) => Client("LimitExceededException", message);

    private static EcrError Client(string code, string message) => new(400, code, message);
}
