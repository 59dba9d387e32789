using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>Verifies images of one source.</summary>
public sealed class ImageVerifier : IImageVerifier
{
    private readonly IImageSource source;
    private readonly VerificationLimits limits;
    private readonly TimeProvider time;

    /// <summary>Initializes a new instance of the <see cref="ImageVerifier"/> class.</summary>
    /// <param name="source">The source of manifests and blobs.</param>
    /// <param name="limits">The limits; by default <see cref="VerificationLimits.Default"/>.</param>
    /// <param name="time">The clock for pauses and deadlines; by default the system's.</param>
    public ImageVerifier(IImageSource source, VerificationLimits? limits = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.source = source;
        this.limits = limits ?? VerificationLimits.Default;
        this.time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public async Task<ImageVerdict> VerifyAsync(
        ImageReference image,
        ImageExpectations? expectations = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        using var deadline = new CancellationTokenSource(limits.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var reader = new RetryingReader(source, limits, time);
        var run = new VerificationRun(reader, image, expectations ?? ImageExpectations.None, limits);
        try
        {
            return await run.RunAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            return run.TimedOut();
        }
    }
}
