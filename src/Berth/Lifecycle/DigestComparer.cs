using Berth.Images;

namespace Berth.Lifecycle;

/// <summary>Compares digests and takes their hash from a few of their characters: they are spread evenly, so there is no need to read them whole.</summary>
internal sealed class DigestComparer : IEqualityComparer<Digest>
{
    // "sha256:" and "sha512:" are as long as each other; 16 digits are 64 bits.
    private const int Start = 7;
    private const int Length = 16;

    public static readonly DigestComparer Instance = new();

    public bool Equals(Digest? x, Digest? y) => x is null ? y is null : x.Equals(y);

    public int GetHashCode(Digest obj) => string.GetHashCode(obj.ToString().AsSpan(Start, Length), StringComparison.Ordinal);
}
