using Berth.Names;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Verification.Push;

/// <summary>
/// Returns, before a push, what the push would do. ECR refuses every push to an immutable tag that exists, also a push of the same image. A retried
/// deployment therefore checks first, and treats <see cref="PushOutcome.AlreadyPushed"/> as success.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"/>
public sealed class PushCheck
{
    private readonly IImageSource source;
    private readonly VerificationLimits limits;
    private readonly TimeProvider time;

    /// <summary>Initializes a new instance of the <see cref="PushCheck"/> class.</summary>
    /// <param name="source">The source in which the tag is looked up.</param>
    /// <param name="limits">The limits; by default <see cref="VerificationLimits.Default"/>.</param>
    /// <param name="time">The clock for pauses and deadlines; by default the system's.</param>
    public PushCheck(IImageSource source, VerificationLimits? limits = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.source = source;
        this.limits = limits ?? VerificationLimits.Default;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>Returns what a push of an image with this digest to this reference would do.</summary>
    /// <param name="image">The reference of the push, with a tag.</param>
    /// <param name="digest">The digest of the manifest or index to push.</param>
    /// <param name="tagMayMove">Whether the tag may move. By default it is immutable.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ArgumentException"><paramref name="image"/> has no tag, or a digest besides.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<PushAnswer> CheckAsync(
        ImageReference image,
        Digest digest,
        bool tagMayMove = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(digest);
        if (image.Tag is null || image.Digest is not null)
        {
            throw new ArgumentException($"An image is pushed to a tag, and '{image}' is not a reference with a tag alone.", nameof(image));
        }

        using var deadline = new CancellationTokenSource(limits.Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var reading = await new RetryingReader(source, limits, time).ReadManifestAsync(image, linked.Token).ConfigureAwait(false);
            return AnswerOf(reading, image, digest, tagMayMove);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && deadline.IsCancellationRequested)
        {
            var fault = new SourceFault(SourceFaultKind.TimedOut, $"{image.Registry} did not answer within {limits.Timeout.TotalSeconds:0.#} s");
            return new PushAnswer(PushOutcome.Unknown, image, digest, null, fault.Message, fault);
        }
    }

    private static PushAnswer AnswerOf(SourceResult<ManifestContent> reading, ImageReference image, Digest digest, bool tagMayMove)
    {
        if (reading.Absence is not null)
        {
            return new PushAnswer(PushOutcome.Free, image, digest, null, $"{image} does not exist: push it");
        }

        if (reading.Value is not { } content)
        {
            return new PushAnswer(PushOutcome.Unknown, image, digest, null, reading.Fault?.Message ?? reading.Refusal!.Detail, reading.Fault);
        }

        // The digest is computed from the bytes: the one that the registry states may be wrong.
        var existing = ContentDigest.Of(content.Bytes.Span, digest);
        return existing == digest
            ? new PushAnswer(PushOutcome.AlreadyPushed, image, digest, existing, $"{image} is {digest} already: no push is needed")
            : tagMayMove
                ? new PushAnswer(PushOutcome.Moves, image, digest, existing, $"pushing moves {image} from {existing} to {digest}")
                : new PushAnswer(
                    PushOutcome.Conflict,
                    image,
                    digest,
                    existing,
                    $"{image} is {existing} already and cannot become {digest}: the tag is immutable; deploy under another tag");
    }
}
