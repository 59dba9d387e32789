using Berth.Names;

namespace Berth.Verification;

/// <summary>The expectations of an image. An expectation that is <see langword="null"/> is not checked.</summary>
public sealed record ImageExpectations
{
    private readonly long? maxSize;

    /// <summary>Gets the empty expectations: the image must be runnable on each of its platforms.</summary>
    public static ImageExpectations None { get; } = new();

    /// <summary>Gets the digest that the manifest or index of the reference must have, by SHA-256 or SHA-512.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Gets the platform that the image must run on. In an index, only the image that a runtime pulls for it is verified.</summary>
    public Platform? Platform { get; init; }

    /// <summary>Gets the maximum size in bytes of one platform's image: its configuration and layers as they are stored.</summary>
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
