namespace Berth.Verification;

/// <summary>The bounds of one verification. A manifest that does not fit into them is unrunnable; a registry that does not answer in time is unknown.</summary>
public sealed record VerificationLimits
{
    /// <summary>Gets the bounds that hold where none are given.</summary>
    public static VerificationLimits Default { get; } = new();

    /// <summary>Gets the greatest size in bytes of a manifest, index or configuration that is read. Default: 4 MiB, ECR's own limit.</summary>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html"/>
    public int MaxManifestBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Gets how many levels of indexes and manifests are followed, the first included. Default: 3.</summary>
    public int MaxDepth { get; init; } = 3;

    /// <summary>Gets how many entries one index may have. Default: 1,000.</summary>
    public int MaxChildren { get; init; } = 1000;

    /// <summary>Gets how many manifests are read in all. Default: 200. An index with more images is verified with a platform.</summary>
    public int MaxManifests { get; init; } = 200;

    /// <summary>Gets how many layers one image may have. Default: 500, which is more than any runtime mounts.</summary>
    public int MaxLayers { get; init; } = 500;

    /// <summary>Gets how many reasons are given at most; what comes after is left out. Default: 20.</summary>
    public int MaxReasons { get; init; } = 20;

    /// <summary>Gets the time that a whole verification may take. Default: 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how often one read is tried where it fails with a transient fault. Default: 4.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>Gets the pause before the second attempt; it doubles each time. Default: 200 milliseconds.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets the longest pause between two attempts, also where the registry asks for a longer one. Default: 5 seconds.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);
}
