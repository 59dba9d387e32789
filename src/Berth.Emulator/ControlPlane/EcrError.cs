using Berth.Emulator.Identities;
using Berth.Images;
using Berth.Registries;

namespace Berth.Emulator.ControlPlane;

/// <summary>An error as ECR's API answers it: HTTP status, code and text. All that the emulator knows are made here.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html"/>
internal sealed record EcrError(int Status, string Code, string Message)
{
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

    public static EcrError LimitExceeded(string message) => Client("LimitExceededException", message);

    private static EcrError Client(string code, string message) => new(400, code, message);
}
