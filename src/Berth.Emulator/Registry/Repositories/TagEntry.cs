using Berth.Emulator.Registry.Collections;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>A tag and the image that it points to.</summary>
internal readonly record struct TagEntry(Tag Tag, Digest Digest)
{
    /// <summary>Orders tags by the codes of their characters.</summary>
    internal readonly struct ByName : IItemOrder<string, TagEntry>
    {
        public static string KeyOf(TagEntry item) => item.Tag.ToString();

        public static int Compare(string one, string other) => string.CompareOrdinal(one, other);
    }
}
