namespace Berth.Verification;

/// <summary>The limits of one verification. A manifest beyond them is unrunnable; if the registry does not answer in time, the verdict is unknown.</summary>
public sealed record VerificationLimits
{
    /// <summary>Gets the default limits.</summary>
    public static VerificationLimits Default { get; } = new();

    /// <summary>Gets the maximum size in bytes of a manifest, index or configuration. Default: 4 MiB, ECR's own limit.</summary>
    /// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html"/>
    public int MaxManifestBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Gets the maximum number of levels of indexes and manifests, including the first. Default: 3.</summary>
    public int MaxDepth { get; init; } = 3;

    /// <summary>Gets the maximum number of entries of one index. Default: 1,000.</summary>
    public int MaxChildren { get; init; } = 1000;

    /// <summary>Gets the maximum number of manifests that are read. Default: 200. An index with more images needs a wanted platform.</summary>
    public int MaxManifests { get; init; } = 200;

    /// <summary>Gets the maximum number of layers of one image. Default: 500, more than runtimes mount.</summary>
    public int MaxLayers { get; init; } = 500;

    /// <summary>Gets the maximum number of reasons in a verdict. Default: 20.</summary>
    public int MaxReasons { get; init; } = 20;

    /// <summary>Gets the time limit of a verification. Default: 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets the maximum number of attempts of one read that fails with a transient fault. Default: 4.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>Gets the pause before the second attempt; it doubles each time. Default: 200 milliseconds.</summary>
    public TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets the longest pause between two attempts, also if the registry states a longer one. Default: 5 seconds.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);
}
