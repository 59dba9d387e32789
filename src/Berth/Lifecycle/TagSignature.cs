namespace Berth.Lifecycle;

/// <summary>
/// Which characters and pairs of characters a text has, folded into 192 bits: a text can only contain another whose bits it has all of.
/// It turns most patterns down before any search.
/// </summary>
internal readonly record struct TagSignature(ulong Characters, ulong Pairs, ulong MorePairs)
{
    public static TagSignature Of(ReadOnlySpan<char> text)
    {
        ulong characters = 0, pairs = 0, morePairs = 0;
        uint before = 0;
        foreach (var character in text)
        {
            characters |= 1UL << (int)((character * 0x9E3779B1u) >> 26);
            if (before != 0)
            {
                var pair = ((before * 31) + character) * 0x9E3779B1u >> 25;
                if (pair < 64)
                {
                    pairs |= 1UL << (int)pair;
                }
                else
                {
                    morePairs |= 1UL << (int)pair;
                }
            }

            before = character;
        }

        return new TagSignature(characters, pairs, morePairs);
    }

    public bool Has(in TagSignature part) =>
        (part.Characters & ~Characters) == 0 && (part.Pairs & ~Pairs) == 0 && (part.MorePairs & ~MorePairs) == 0;

    public TagSignature With(in TagSignature other) =>
        new(Characters | other.Characters, Pairs | other.Pairs, MorePairs | other.MorePairs);
}
