using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>Nothing certain was learned: the registry refused, could not be reached, or did not answer as a registry does. It says nothing about the image.</summary>
public sealed class ImageUnknown : ImageVerdict
{
    /// <summary>Initializes a new instance of the <see cref="ImageUnknown"/> class.</summary>
    /// <param name="image">The image that was asked for.</param>
    /// <param name="cause">What stood in the way.</param>
    public ImageUnknown(ImageReference image, SourceFault cause)
        : base(image)
    {
        ArgumentNullException.ThrowIfNull(cause);
        Cause = cause;
    }

    /// <inheritdoc/>
    public override string Name => "unknown";

    /// <summary>Gets what stood in the way, after the retries.</summary>
    public SourceFault Cause { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Image} is unknown: {Cause.Message}";
}
