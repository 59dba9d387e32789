using Berth.Names;

namespace Berth.Verification;

/// <summary>What an image is expected to be. Each expectation that is <see langword="null"/> is not asked.</summary>
public sealed record ImageExpectations
{
    private readonly long? maxSize;

    /// <summary>Gets no expectation: the image must be runnable, on each platform that it offers.</summary>
    public static ImageExpectations None { get; } = new();

    /// <summary>Gets the digest that the reference must lead to, be it a manifest's or an index's.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Gets the platform that the image must run on. In an index, only the images that a runtime would take for it are then looked at.</summary>
    public Platform? Platform { get; init; }

    /// <summary>Gets the greatest size in bytes, of configuration and layers as they are stored, that one platform's image may have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public long? MaxSize
    {
        get => maxSize;
        init
        {
            if (value is { } bytes)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(bytes, nameof(MaxSize));
            }

            maxSize = value;
        }
    }
}
