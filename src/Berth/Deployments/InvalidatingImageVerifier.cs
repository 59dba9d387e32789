using Berth.Names;
using Berth.Verification;
using Berth.Verification.Verdicts;

namespace Berth.Deployments;

/// <summary>
/// Verifies images, and invalidates the cached state of the repository of a missing image: the repository may be deleted, and the next deployment must not rely on the cache.
/// </summary>
/// <param name="inner">Does the verifying.</param>
/// <param name="preparer">Invalidates the cached state.</param>
public sealed class InvalidatingImageVerifier(IImageVerifier inner, IDeploymentPreparer preparer) : IImageVerifier
{
    /// <inheritdoc/>
    public async Task<ImageVerdict> VerifyAsync(
        ImageReference image,
        ImageExpectations? expectations = null,
        CancellationToken cancellationToken = default)
    {
        var verdict = await inner.VerifyAsync(image, expectations, cancellationToken).ConfigureAwait(false);
        if (verdict is ImageMissing)
        {
            await preparer.InvalidateAsync(image, cancellationToken).ConfigureAwait(false);
        }

        return verdict;
    }
}
