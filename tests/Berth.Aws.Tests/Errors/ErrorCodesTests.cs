using Berth.Aws.Errors;
using Berth.Aws.Runtime;
using Berth.Registries;

namespace Berth.Aws.Tests.Errors;

public sealed class ErrorCodesTests
{
    [Theory]
    [InlineData("AccessDeniedException", 400, EcrErrorKind.AccessDenied)]
    [InlineData("AccessDenied", 403, EcrErrorKind.AccessDenied)]
    [InlineData("ExpiredTokenException", 403, EcrErrorKind.InvalidCredentials)]
    [InlineData("UnrecognizedClientException", 400, EcrErrorKind.InvalidCredentials)]
    [InlineData("InvalidClientTokenId", 403, EcrErrorKind.InvalidCredentials)]
    [InlineData("RepositoryNotFoundException", 400, EcrErrorKind.RepositoryNotFound)]
    [InlineData("LifecyclePolicyNotFoundException", 400, EcrErrorKind.NotFound)]
    [InlineData("RepositoryAlreadyExistsException", 400, EcrErrorKind.AlreadyExists)]
    [InlineData("InvalidParameterException", 400, EcrErrorKind.InvalidRequest)]
    [InlineData("PackedPolicyTooLarge", 400, EcrErrorKind.InvalidRequest)]
    [InlineData("LimitExceededException", 400, EcrErrorKind.QuotaExceeded)]
    [InlineData("ThrottlingException", 400, EcrErrorKind.Throttled)]
    [InlineData("ServerException", 500, EcrErrorKind.Unavailable)]
    [InlineData("SomethingNewException", 400, EcrErrorKind.Unknown)]
    [InlineData("SomethingNewException", 503, EcrErrorKind.Unavailable)]
    [InlineData(null, 429, EcrErrorKind.Throttled)]
    [InlineData(null, 403, EcrErrorKind.AccessDenied)]
    [InlineData(null, 401, EcrErrorKind.InvalidCredentials)]
    [InlineData(null, 502, EcrErrorKind.Unavailable)]
    [InlineData(null, 302, EcrErrorKind.UnusableAnswer)]
    [InlineData(null, 200, EcrErrorKind.UnusableAnswer)]
    [InlineData(null, 404, EcrErrorKind.Unknown)]
    public void Kind_OfCodeAndStatus_IsTheTables(string? code, int status, EcrErrorKind kind) =>
        Assert.Equal(kind, ErrorCodes.KindOf(code, status));

    [Theory]
    [InlineData("ServerException", "ServerException")]
    [InlineData("com.amazonaws.ecr#ServerException", "ServerException")]
    [InlineData("ServerException:http://internal.amazon.com/coral/com.amazon.coral.service/", "ServerException")]
    [InlineData("aws.protocoltests#ServerException:http://internal.amazon.com/", "ServerException")]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("#", null)]
    [InlineData(null, null)]
    public void CodeIn_TypeInAnySpelling_IsTheBareCode(string? type, string? code) => Assert.Equal(code, ErrorAnswer.CodeIn(type));
}
