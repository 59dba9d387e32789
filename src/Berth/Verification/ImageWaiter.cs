using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>Waits for an image whose push has not finished.</summary>
public sealed class ImageWaiter
{
    /// <summary>The pause after the first verification.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two verifications.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    private readonly IImageVerifier verifier;
    private readonly TimeProvider time;

    /// <summary>Initializes a new instance of the <see cref="ImageWaiter"/> class.</summary>
    /// <param name="verifier">The verifier.</param>
    /// <param name="time">The clock for pauses and deadlines; by default the system's.</param>
    public ImageWaiter(IImageVerifier verifier, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        this.verifier = verifier;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>
    /// Verifies the image repeatedly until it is found, is unrunnable for a reason that is not temporary, access is denied, or the time is over. The time
    /// limit includes a verification that is running.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="expectations">The expectations.</param>
    /// <param name="patience">The time limit.</param>
    /// <param name="progress">Receives each verdict after which the wait continues.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The last verdict.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<ImageVerdict> WaitAsync(
        ImageReference image,
        ImageExpectations? expectations,
        TimeSpan patience,
        IProgress<WaitProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        var start = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : Timeout.InfiniteTimeSpan, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        ImageVerdict last = new ImageUnknown(image, new SourceFault(SourceFaultKind.TimedOut, $"{image.Registry} did not answer within {patience.TotalSeconds:0.#} s"));
        var pause = FirstPause;
        for (var looks = 1; ; looks++)
        {
            try
            {
                last = await verifier.VerifyAsync(image, expectations, linked.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
            {
                return last;
            }

            var left = patience - time.GetElapsedTime(start);
            if (IsFinal(last) || left <= TimeSpan.Zero)
            {
                return last;
            }

            var rest = pause < left ? pause : left;
            progress?.Report(new WaitProgress(last, looks, time.GetElapsedTime(start), rest));
            await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static bool IsFinal(ImageVerdict verdict) => verdict switch
    {
        ImageFound => true,
        ImageUnrunnable unrunnable => !unrunnable.MayPass,
        ImageUnknown unknown => unknown.Cause.Kind is SourceFaultKind.Denied or SourceFaultKind.InvalidCredentials or SourceFaultKind.NotUnderstood,
        _ => false,
    };
}
