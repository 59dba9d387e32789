using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>Something is there, and no node could run it, or it is not what was expected. All reasons that were found are given.</summary>
public sealed class ImageUnrunnable : ImageVerdict
{
    /// <summary>Initializes a new instance of the <see cref="ImageUnrunnable"/> class.</summary>
    /// <param name="image">The image that was asked for.</param>
    /// <param name="digest">The digest of what is there, if that much could be read.</param>
    /// <param name="reasons">Why it is of no use, at least one reason.</param>
    public ImageUnrunnable(ImageReference image, Digest? digest, IReadOnlyList<UnrunnableReason> reasons)
        : base(image)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        ArgumentOutOfRangeException.ThrowIfZero(reasons.Count, nameof(reasons));
        Digest = digest;
        Reasons = reasons;
    }

    /// <inheritdoc/>
    public override string Name => "unrunnable";

    /// <summary>Gets the digest of the manifest or index that is there, or <see langword="null"/> where it could not be read.</summary>
    public Digest? Digest { get; }

    /// <summary>Gets the reasons, in the order in which they were found.</summary>
    public IReadOnlyList<UnrunnableReason> Reasons { get; }

    /// <summary>Gets a value indicating whether every reason may pass by itself, as while a push is still under way.</summary>
    public bool MayPass => Reasons.All(reason => reason.MayPass);

    /// <inheritdoc/>
    public override string ToString() => $"{Image} is unrunnable: {string.Join("; ", Reasons.Select(reason => reason.Detail))}";
}
