using System.Net.Sockets;
using Amazon.Runtime;
using Berth.Aws.Runtime;
using Berth.Registries;

namespace Berth.Aws.Errors;

/// <summary>Translates every exception of the AWS SDK.</summary>
internal static class Failures
{
    private const int MaxMessageLength = 1000;

    public static EcrException Translate(Exception exception, ServiceCall site)
    {
        switch (exception)
        {
            case EcrException translated:
                return translated;
            case CredentialsUnavailableException unavailable:
                return site.Failure(
                    EcrErrorKind.InvalidCredentials,
                    $"failed: no AWS credentials are available ({Clip(unavailable.Message)})",
                    unavailable.Remedy,
                    exception);
            case UnusableEndpointException endpoint:
                return site.Failure(
                    EcrErrorKind.InvalidRequest,
                    $"was not made: {endpoint.Message}",
                    "see the registry's endpoint and host, and AWS_ENDPOINT_URL, AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT",
                    exception);
            case AnswerTooLargeException large:
                return site.Unusable($"is not one of the service: {large.Message}", exception);
            case AmazonUnmarshallingException:
                return Answered(site.Unusable("is not what the service's protocol says", exception), (AmazonServiceException)exception);
            case AmazonServiceException { StatusCode: 0 } failure when failure.InnerException is { } cause && IsNetwork(cause):
                return Unreachable(cause, site);
            case AmazonServiceException failure:
                return Translate(failure, site);
            case var _ when IsNetwork(exception):
                return Unreachable(exception, site);
            case AmazonClientException or UriFormatException or ArgumentException:
                return site.Failure(
                    EcrErrorKind.InvalidRequest,
                    $"was not made ({Clip(exception.Message)})",
                    "see the AWS settings in the environment and in the profile",
                    exception);
            default:
                return site.Failure(EcrErrorKind.Unknown, $"failed ({Clip(exception.Message)})", "see the inner exception", exception);
        }
    }

    private static EcrException Translate(AmazonServiceException failure, ServiceCall site)
    {
        var code = string.IsNullOrEmpty(failure.ErrorCode) ? null : failure.ErrorCode;
        var status = failure.StatusCode == 0 ? (int?)null : (int)failure.StatusCode;
        var kind = ErrorCodes.KindOf(code, status);
        var said = string.IsNullOrWhiteSpace(failure.Message) ? "with an empty message" : $"with \"{Clip(failure.Message)}\"";
        var reference = string.IsNullOrEmpty(failure.RequestId) ? string.Empty : $", request {failure.RequestId}";
        return Answered(
            site.Failure(kind, $"was answered {said} ({code ?? "no code"}, HTTP {status}{reference})", Advice.For(kind, site), failure),
            failure);
    }

    private static EcrException Answered(EcrException exception, AmazonServiceException answer) =>
        new(exception.Kind, exception.Message, answer)
        {
            Service = exception.Service,
            Operation = exception.Operation,
            Registry = exception.Registry,
            Repository = exception.Repository,
            Code = string.IsNullOrEmpty(answer.ErrorCode) ? null : answer.ErrorCode,
            HttpStatus = answer.StatusCode == 0 ? null : (int)answer.StatusCode,
            RequestId = string.IsNullOrEmpty(answer.RequestId) ? null : answer.RequestId,
        };

    private static EcrException Unreachable(Exception cause, ServiceCall site) =>
        site.Failure(
            EcrErrorKind.Unreachable,
            IsTimeout(cause)
                ? "got no answer in time"
                : $"failed: the service cannot be reached ({Clip(cause.GetBaseException().Message)})",
            Advice.For(EcrErrorKind.Unreachable, site),
            cause);

    private static bool IsTimeout(Exception? exception) =>
        exception is not null && (exception is OperationCanceledException or TimeoutException || IsTimeout(exception.InnerException));

    private static bool IsNetwork(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or TimeoutException or OperationCanceledException
        || (exception.InnerException is { } inner && IsNetwork(inner));

    /// <summary>Keeps the message of a service to one line of limited length.</summary>
    private static string Clip(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxMessageLength ? line : string.Concat(line.AsSpan(0, MaxMessageLength), "…");
    }
}
