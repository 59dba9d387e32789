using System.Collections.Frozen;
using Berth.Registries;

namespace Berth.Aws.Errors;

/// <summary>Maps the error codes of ECR and STS to kinds of errors.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html"/>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>
internal static class ErrorCodes
{
    public static FrozenDictionary<string, EcrErrorKind> Table { get; } = new Dictionary<string, EcrErrorKind>
    {
        ["AccessDenied"] = EcrErrorKind.AccessDenied,
        ["AccessDeniedException"] = EcrErrorKind.AccessDenied,
        ["BlockedByOrganizationPolicyException"] = EcrErrorKind.AccessDenied,
        ["NotAuthorized"] = EcrErrorKind.AccessDenied,
        ["OptInRequired"] = EcrErrorKind.AccessDenied,
        ["RegionDisabledException"] = EcrErrorKind.AccessDenied,
        ["UnauthorizedOperation"] = EcrErrorKind.AccessDenied,

        ["ExpiredToken"] = EcrErrorKind.InvalidCredentials,
        ["ExpiredTokenException"] = EcrErrorKind.InvalidCredentials,
        ["IncompleteSignature"] = EcrErrorKind.InvalidCredentials,
        ["IncompleteSignatureException"] = EcrErrorKind.InvalidCredentials,
        ["InvalidClientTokenId"] = EcrErrorKind.InvalidCredentials,
        ["InvalidSignatureException"] = EcrErrorKind.InvalidCredentials,
        ["MissingAuthenticationToken"] = EcrErrorKind.InvalidCredentials,
        ["MissingAuthenticationTokenException"] = EcrErrorKind.InvalidCredentials,
        ["SignatureDoesNotMatch"] = EcrErrorKind.InvalidCredentials,
        ["UnrecognizedClientException"] = EcrErrorKind.InvalidCredentials,

        ["RepositoryNotFoundException"] = EcrErrorKind.RepositoryNotFound,

        ["ImageNotFoundException"] = EcrErrorKind.NotFound,
        ["LayersNotFoundException"] = EcrErrorKind.NotFound,
        ["LifecyclePolicyNotFoundException"] = EcrErrorKind.NotFound,
        ["LifecyclePolicyPreviewNotFoundException"] = EcrErrorKind.NotFound,
        ["ReferencedImagesNotFoundException"] = EcrErrorKind.NotFound,
        ["RepositoryPolicyNotFoundException"] = EcrErrorKind.NotFound,
        ["UploadNotFoundException"] = EcrErrorKind.NotFound,

        ["ImageAlreadyExistsException"] = EcrErrorKind.AlreadyExists,
        ["ImageTagAlreadyExistsException"] = EcrErrorKind.AlreadyExists,
        ["LayerAlreadyExistsException"] = EcrErrorKind.AlreadyExists,
        ["LifecyclePolicyPreviewInProgressException"] = EcrErrorKind.AlreadyExists,
        ["RepositoryAlreadyExistsException"] = EcrErrorKind.AlreadyExists,

        ["EmptyUploadException"] = EcrErrorKind.InvalidRequest,
        ["ImageDigestDoesNotMatchException"] = EcrErrorKind.InvalidRequest,
        ["InvalidAction"] = EcrErrorKind.InvalidRequest,
        ["InvalidLayerException"] = EcrErrorKind.InvalidRequest,
        ["InvalidLayerPartException"] = EcrErrorKind.InvalidRequest,
        ["InvalidParameterException"] = EcrErrorKind.InvalidRequest,
        ["InvalidTagParameterException"] = EcrErrorKind.InvalidRequest,
        ["KmsException"] = EcrErrorKind.InvalidRequest,
        ["LayerInaccessibleException"] = EcrErrorKind.InvalidRequest,
        ["LayerPartTooSmallException"] = EcrErrorKind.InvalidRequest,
        ["MalformedPolicyDocument"] = EcrErrorKind.InvalidRequest,
        ["MalformedPolicyDocumentException"] = EcrErrorKind.InvalidRequest,
        ["PackedPolicyTooLarge"] = EcrErrorKind.InvalidRequest,
        ["PackedPolicyTooLargeException"] = EcrErrorKind.InvalidRequest,
        ["RepositoryNotEmptyException"] = EcrErrorKind.InvalidRequest,
        ["RequestEntityTooLargeException"] = EcrErrorKind.InvalidRequest,
        ["SerializationException"] = EcrErrorKind.InvalidRequest,
        ["UnknownOperationException"] = EcrErrorKind.InvalidRequest,
        ["ValidationError"] = EcrErrorKind.InvalidRequest,
        ["ValidationException"] = EcrErrorKind.InvalidRequest,

        ["LimitExceededException"] = EcrErrorKind.QuotaExceeded,
        ["TooManyTagsException"] = EcrErrorKind.QuotaExceeded,

        ["RequestLimitExceeded"] = EcrErrorKind.Throttled,
        ["Throttling"] = EcrErrorKind.Throttled,
        ["ThrottlingException"] = EcrErrorKind.Throttled,
        ["ThrottledException"] = EcrErrorKind.Throttled,
        ["TooManyRequestsException"] = EcrErrorKind.Throttled,

        ["InternalFailure"] = EcrErrorKind.Unavailable,
        ["InternalServerError"] = EcrErrorKind.Unavailable,
        ["ServerException"] = EcrErrorKind.Unavailable,
        ["ServiceUnavailable"] = EcrErrorKind.Unavailable,
        ["ServiceUnavailableException"] = EcrErrorKind.Unavailable,
        ["UnableToGetUpstreamImageException"] = EcrErrorKind.Unavailable,
        ["UnableToGetUpstreamLayerException"] = EcrErrorKind.Unavailable,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the kind of an error by its code, or by its status if the code is missing or unknown.</summary>
    public static EcrErrorKind KindOf(string? code, int? status) =>
        code is not null && Table.TryGetValue(code, out var kind)
            ? kind
            : status switch
            {
                401 => EcrErrorKind.InvalidCredentials,
                403 => EcrErrorKind.AccessDenied,
                429 => EcrErrorKind.Throttled,
                >= 500 => EcrErrorKind.Unavailable,
                >= 300 and < 400 => EcrErrorKind.UnusableAnswer,
                null or < 300 => EcrErrorKind.UnusableAnswer,
                _ => EcrErrorKind.Unknown,
            };
}
