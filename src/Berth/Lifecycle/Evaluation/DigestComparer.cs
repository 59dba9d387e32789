using System.Runtime.InteropServices;
using Berth.Names;

namespace Berth.Lifecycle.Evaluation;

/// <summary>Compares digests; the hash code uses a few of their characters, which are evenly distributed.</summary>
internal sealed class DigestComparer : IEqualityComparer<Digest>
{
    // "sha256:" and "sha512:" are as long as each other; 16 digits are 64 bits of the digest in 256 bits of text.
    private const int Start = 7;
    private const int Length = 16;

    public static readonly DigestComparer Instance = new();

    public bool Equals(Digest? x, Digest? y) => x is null ? y is null : x.Equals(y);

    public int GetHashCode(Digest obj)
    {
        var words = MemoryMarshal.Cast<char, ulong>(obj.ToString().AsSpan(Start, Length));
        var hash = (((((words[0] * 31) + words[1]) * 31) + words[2]) * 31) + words[3];
        return (int)((hash * 0x9E3779B97F4A7C15) >> 32);
    }
}
