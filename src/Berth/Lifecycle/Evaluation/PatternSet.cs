using System.Runtime.InteropServices;
using Berth.Lifecycle.Model;

namespace Berth.Lifecycle.Evaluation;

/// <summary>
/// All different patterns of a policy, numbered, so that each tag is matched once for all rules. A trie of the texts before the first <c>*</c>
/// names the few patterns that a tag can match at all; only their remainders are then looked at.
/// </summary>
internal sealed class PatternSet
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<TagMatcher> matchers = [];
    private readonly List<TagSignature> signatures = [];
    private readonly List<Node> nodes = [new Node()];
    private bool searches;

    public int Count => matchers.Count;

    /// <summary>Gets how many 64-bit words hold one bit for each pattern.</summary>
    public int Words => (Count + 63) / 64;

    /// <summary>The numbers of the patterns and prefixes of a selection.</summary>
    public int[] Add(TagSelection tags) =>
    [
        .. tags.Patterns.Select(pattern => Add(pattern.ToString(), pattern.Matcher)),

        // No pattern begins with a character that no tag has, so a prefix is told from the pattern of the same text.
        .. tags.Prefixes.Select(prefix => Add("\0" + prefix, TagMatcher.OfPrefix(prefix))),
    ];

    /// <summary>Sets the bits of the patterns that the tag matches.</summary>
    public void Match(ReadOnlySpan<char> tag, Span<ulong> bits)
    {
        var all = CollectionsMarshal.AsSpan(nodes);
        var needed = CollectionsMarshal.AsSpan(signatures);
        var signature = searches ? TagSignature.Of(tag) : default;
        for (int node = 0, depth = 0; ; depth++)
        {
            foreach (var number in CollectionsMarshal.AsSpan(all[node].Ending))
            {
                if (signature.Has(needed[number]) && matchers[number].MatchesAfterHead(tag[depth..]))
                {
                    bits[number >> 6] |= 1UL << number;
                }
            }

            if (depth == tag.Length || (node = all[node].Next(tag[depth])) == 0)
            {
                return;
            }
        }
    }

    private int Add(string key, TagMatcher matcher)
    {
        if (numbers.TryGetValue(key, out var number))
        {
            return number;
        }

        number = matchers.Count;
        numbers.Add(key, number);
        matchers.Add(matcher);
        signatures.Add(matcher.SignatureAfterHead());
        searches |= signatures[number] != default;
        var node = 0;
        foreach (var character in matcher.Head)
        {
            var next = nodes[node].Next(character);
            if (next == 0)
            {
                next = nodes.Count;
                nodes[node].Link(character, next);
                nodes.Add(new Node());
            }

            node = next;
        }

        nodes[node].Ending.Add(number);
        return number;
    }

    /// <summary>One place of the trie; a tag has ASCII characters alone, so others lead nowhere that a tag could reach.</summary>
    private sealed class Node
    {
        private int[]? links;
        private Dictionary<char, int>? others;

        public List<int> Ending { get; } = [];

        public int Next(char character)
        {
            if (character < 128)
            {
                return links is null ? 0 : links[character];
            }

            return others?.GetValueOrDefault(character) ?? 0;
        }

        public void Link(char character, int node)
        {
            if (character < 128)
            {
                (links ??= new int[128])[character] = node;
            }
            else
            {
                (others ??= [])[character] = node;
            }
        }
    }
}
