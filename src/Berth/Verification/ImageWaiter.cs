using Berth.Names;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>Waits until an image is there: a push by someone else is still under way.</summary>
public sealed class ImageWaiter
{
    /// <summary>The pause after the first look.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two looks.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);

    private readonly IImageVerifier verifier;
    private readonly TimeProvider time;

    /// <summary>Initializes a new instance of the <see cref="ImageWaiter"/> class.</summary>
    /// <param name="verifier">What looks at the image.</param>
    /// <param name="time">The clock of pauses and deadlines; by default the system's.</param>
    public ImageWaiter(IImageVerifier verifier, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        this.verifier = verifier;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>
    /// Looks at the image again and again until it is found, is unrunnable for a reason that does not pass by itself, or the time is over. Denied
    /// access does not pass either.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="expectations">What it is expected to be.</param>
    /// <param name="patience">How long to wait at most.</param>
    /// <param name="progress">Is told each verdict after which waiting goes on.</param>
    /// <param name="cancellationToken">Ends the waiting early.</param>
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
        var pause = FirstPause;
        for (var looks = 1; ; looks++)
        {
            var verdict = await verifier.VerifyAsync(image, expectations, cancellationToken).ConfigureAwait(false);
            var left = patience - time.GetElapsedTime(start);
            if (IsFinal(verdict) || left <= TimeSpan.Zero)
            {
                return verdict;
            }

            var rest = pause < left ? pause : left;
            progress?.Report(new WaitProgress(verdict, looks, time.GetElapsedTime(start), rest));
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
