using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>
/// The result of a verification: <see cref="ImageFound"/>, <see cref="ImageMissing"/>, <see cref="ImageUnrunnable"/> or
/// <see cref="ImageUnknown"/>.
/// </summary>
public abstract class ImageVerdict
{
    private protected ImageVerdict(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Image = image;
    }

    /// <summary>Gets the reference.</summary>
    public ImageReference Image { get; }

    /// <summary>Gets the verdict's name: <c>found</c>, <c>missing</c>, <c>unrunnable</c> or <c>unknown</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Returns the verdict as one sentence.</summary>
    /// <returns>The reference, the name of the verdict and the reasons.</returns>
    public abstract override string ToString();
}
