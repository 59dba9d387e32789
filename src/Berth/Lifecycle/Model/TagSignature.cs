using System.Runtime.Intrinsics;

namespace Berth.Lifecycle.Model;

/// <summary>
/// Which characters and pairs of characters a text has, folded into 64 and 192 bits: a text can only contain another whose bits it has all of.
/// It turns most patterns down before any search.
/// </summary>
internal readonly record struct TagSignature(Vector256<ulong> Bits)
{
    public static TagSignature Of(ReadOnlySpan<char> text)
    {
        Span<ulong> bits = stackalloc ulong[4];
        uint before = 0;
        foreach (var character in text)
        {
            bits[0] |= 1UL << (int)((character * 0x9E3779B1u) >> 26);
            if (before != 0)
            {
                var pair = ((before * 31) + character) * 0x9E3779B1u;
                bits[1 + (int)((pair >> 26) % 3)] |= 1UL << (int)((pair >> 20) & 63);
            }

            before = character;
        }

        return new TagSignature(Vector256.Create<ulong>(bits));
    }

    public bool Has(in TagSignature part) => Vector256.AndNot(part.Bits, Bits) == Vector256<ulong>.Zero;

    public TagSignature With(in TagSignature other) => new(Bits | other.Bits);
}
