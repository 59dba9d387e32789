namespace Berth.Lifecycle.Model;

/// <summary>
/// A text with <c>*</c> for any run of characters, cut at its wildcards. Each part is looked for once, from left to right, and the last at the
/// end: the leftmost place of a part leaves most room for the next, so nothing is ever tried twice.
/// </summary>
internal sealed class TagMatcher
{
    private readonly string[] middle;
    private readonly string? tail;

    private TagMatcher(string head, string[] middle, string? tail)
    {
        Head = head;
        this.middle = middle;
        this.tail = tail;
    }

    /// <summary>Gets the prefix of every match; the whole text if there is no wildcard.</summary>
    public string Head { get; }

    /// <summary>The signature of what a text must have after <see cref="Head"/>.</summary>
    public TagSignature SignatureAfterHead() =>
        middle.Append(tail ?? string.Empty).Aggregate(default(TagSignature), static (all, part) => all.With(TagSignature.Of(part)));

    public static TagMatcher OfPattern(string pattern)
    {
        var parts = pattern.Split('*');
        return parts.Length == 1
            ? new TagMatcher(pattern, [], null)
            : new TagMatcher(parts[0], [.. parts[1..^1].Where(static part => part.Length > 0)], parts[^1]);
    }

    public static TagMatcher OfPrefix(string prefix) => new(prefix, [], string.Empty);

    public bool Matches(ReadOnlySpan<char> text) =>
        text.StartsWith(Head.AsSpan()) && MatchesAfterHead(text[Head.Length..]);

    /// <summary>Whether what follows <see cref="Head"/> matches the rest of the pattern.</summary>
    public bool MatchesAfterHead(ReadOnlySpan<char> rest)
    {
        if (tail is null)
        {
            return rest.IsEmpty;
        }

        if (!rest.EndsWith(tail.AsSpan()))
        {
            return false;
        }

        rest = rest[..^tail.Length];
        foreach (var part in middle)
        {
            var at = rest.IndexOf(part.AsSpan());
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + part.Length)..];
        }

        return true;
    }
}
