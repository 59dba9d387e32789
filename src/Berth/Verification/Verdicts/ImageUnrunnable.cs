using Berth.Names;

namespace Berth.Verification.Verdicts;

/// <summary>The reference exists, but no node can run it, or it is not as expected. The verdict has all reasons that were found.</summary>
public sealed class ImageUnrunnable : ImageVerdict
{
    /// <summary>Initializes a new instance of the <see cref="ImageUnrunnable"/> class.</summary>
    /// <param name="image">The reference.</param>
    /// <param name="digest">The digest of the content, if it could be read.</param>
    /// <param name="reasons">The reasons, at least one.</param>
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

    /// <summary>Gets the digest of the manifest or index, or <see langword="null"/> if it could not be read.</summary>
    public Digest? Digest { get; }

    /// <summary>Gets the reasons in the order of the verification.</summary>
    public IReadOnlyList<UnrunnableReason> Reasons { get; }

    /// <summary>Gets a value indicating whether every reason may be temporary, as during a push.</summary>
    public bool MayPass => Reasons.All(reason => reason.MayPass);

    /// <inheritdoc/>
    public override string ToString() => $"{Image} is unrunnable: {string.Join("; ", Reasons.Select(reason => reason.Detail))}";
}
