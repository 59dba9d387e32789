using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>The registry answered and has no such image, or no such repository.</summary>
public sealed class ImageMissing : ImageVerdict
{
    /// <summary>Initializes a new instance of the <see cref="ImageMissing"/> class.</summary>
    /// <param name="image">The image that was asked for.</param>
    /// <param name="absence">What is not there.</param>
    public ImageMissing(ImageReference image, Absence absence)
        : base(image)
    {
        ArgumentNullException.ThrowIfNull(absence);
        Absence = absence;
    }

    /// <inheritdoc/>
    public override string Name => "missing";

    /// <summary>Gets what is not there.</summary>
    public Absence Absence { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Image} is missing: {Absence.Detail}";
}
