using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>Verifies that an image exists, is complete, and can be run by container runtimes. It changes nothing.</summary>
public interface IImageVerifier
{
    /// <summary>Verifies an image.</summary>
    /// <param name="image">The image. If it has both a tag and a digest, the digest is used, as in a pull.</param>
    /// <param name="expectations">The expectations; by default the image must be runnable on each of its platforms.</param>
    /// <param name="cancellationToken">Cancels the verification.</param>
    /// <returns>The verdict. If the registry fails, it is <see cref="ImageUnknown"/>.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    Task<ImageVerdict> VerifyAsync(
        ImageReference image,
        ImageExpectations? expectations = null,
        CancellationToken cancellationToken = default);
}
