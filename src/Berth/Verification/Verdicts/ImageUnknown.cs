using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>The verification failed: the registry refused access, could not be reached, or gave an invalid answer. The image may exist or not.</summary>
public sealed class ImageUnknown : ImageVerdict
{
    /// <summary>Initializes a new instance of the <see cref="ImageUnknown"/> class.</summary>
    /// <param name="image">The reference.</param>
    /// <param name="cause">Why the verification failed.</param>
    public ImageUnknown(ImageReference image, SourceFault cause)
        : base(image)
    {
        ArgumentNullException.ThrowIfNull(cause);
        Cause = cause;
    }

    /// <inheritdoc/>
    public override string Name => "unknown";

    /// <summary>Gets why the verification failed, after the retries.</summary>
    public SourceFault Cause { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Image} is unknown: {Cause.Message}";
}
