using Berth.Aws.Wire;
using Berth.Registries;
using Berth.Verification;
using Berth.Verification.Verdicts;

namespace Berth.Aws.Images;

/// <summary>Translates what ECR's API answers into the words of verification, once.</summary>
internal static class ImageFaults
{
    public static SourceResult<T> ReadingOf<T>(EcrException exception)
        where T : class => exception.Kind switch
    {
        EcrErrorKind.RepositoryNotFound => SourceResult.Missing<T>(new Absence(AbsenceKind.Repository, exception.Message)),
        EcrErrorKind.NotFound => SourceResult.Missing<T>(new Absence(AbsenceKind.Blob, exception.Message)),
        _ => SourceResult.Failed<T>(SourceFault.Of(exception)),
    };

    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageFailure.html"/>
    public static SourceFault Of(WireImageFailure failure) => new(
        failure.FailureCode switch
        {
            "UpstreamAccessDenied" => SourceFaultKind.Denied,
            "UpstreamTooManyRequests" => SourceFaultKind.Throttled,
            "UpstreamUnavailable" => SourceFaultKind.Unavailable,
            _ => SourceFaultKind.NotUnderstood,
        },
        $"ECR does not give the image: {failure.FailureCode} {failure.FailureReason}");
}
