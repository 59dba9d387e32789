using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>The image, or its repository, does not exist.</summary>
public sealed class ImageMissing : ImageVerdict
{
    /// <summary>Initializes a new instance of the <see cref="ImageMissing"/> class.</summary>
    /// <param name="image">The reference.</param>
    /// <param name="absence">What does not exist.</param>
    public ImageMissing(ImageReference image, Absence absence)
        : base(image)
    {
        ArgumentNullException.ThrowIfNull(absence);
        Absence = absence;
    }

    /// <inheritdoc/>
    public override string Name => "missing";

    /// <summary>Gets what does not exist.</summary>
    public Absence Absence { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Image} is missing: {Absence.Detail}";
}
