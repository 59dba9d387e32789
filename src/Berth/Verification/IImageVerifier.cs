using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>Says whether an image is there, complete, and fit for container runtimes to pull. It changes nothing.</summary>
public interface IImageVerifier
{
    /// <summary>Looks at an image.</summary>
    /// <param name="image">The image. Where it has both a tag and a digest, the digest counts, as it does for a pull.</param>
    /// <param name="expectations">What it is expected to be; by default nothing beyond being runnable on each platform that it offers.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The verdict. A registry that fails is an <see cref="ImageUnknown"/>, never an exception and never an <see cref="ImageMissing"/>.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<ImageVerdict> VerifyAsync(
        ImageReference image,
        ImageExpectations? expectations = null,
        CancellationToken cancellationToken = default);
}
