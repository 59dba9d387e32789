using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>
/// What is known of an image after it was looked at: <see cref="ImageFound"/>, <see cref="ImageMissing"/>, <see cref="ImageUnrunnable"/> or
/// <see cref="ImageUnknown"/>. Each carries what its reader needs to act.
/// </summary>
public abstract class ImageVerdict
{
    private protected ImageVerdict(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        Image = image;
    }

    /// <summary>Gets the image that was asked for.</summary>
    public ImageReference Image { get; }

    /// <summary>Gets the verdict's word: <c>found</c>, <c>missing</c>, <c>unrunnable</c> or <c>unknown</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The verdict as one sentence for people.</summary>
    /// <returns>The image, the word and why.</returns>
    public abstract override string ToString();
}
