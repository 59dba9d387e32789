using Berth.Names;

namespace Berth.Emulator.Registry.Collections;

/// <summary>An order of digests: by hash code, which is a part of the digest, and by text only where the codes are equal.</summary>
internal static class DigestOrder
{
    public static int Compare(Digest one, Digest other)
    {
        var order = one.GetHashCode().CompareTo(other.GetHashCode());
        return order != 0 || one.Equals(other) ? order : string.CompareOrdinal(one.ToString(), other.ToString());
    }
}
