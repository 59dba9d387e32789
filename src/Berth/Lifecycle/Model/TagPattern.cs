using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Berth.Names;

namespace Berth.Lifecycle.Model;

/// <summary>
/// A pattern of a lifecycle rule for whole tags: <c>*</c> matches any number of characters, also none, and every other character matches itself;
/// at most four <c>*</c>. <c>prod*</c> matches <c>prod</c> and <c>production-1</c>.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"/>
[JsonConverter(typeof(ValueJsonConverter<TagPattern>))]
public sealed record TagPattern : IValue<TagPattern>
{
    /// <summary>The greatest number of <c>*</c> in one pattern.</summary>
    public const int MaxWildcards = 4;

    private readonly string text;
    private readonly TagMatcher matcher;

    private TagPattern(string text)
    {
        this.text = text;
        matcher = TagMatcher.OfPattern(text);
    }

    internal TagMatcher Matcher => matcher;

    /// <summary>Parses a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <returns>The pattern as a value.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is empty or has too many <c>*</c>.</exception>
    public static TagPattern Parse(string text) => Value.Parse<TagPattern>(text, "a tag pattern");

    /// <summary>Parses a pattern, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The pattern, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a pattern.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out TagPattern? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out TagPattern? value,
        [NotNullWhen(false)] out string? reason)
    {
        value = null;
        if (string.IsNullOrEmpty(text))
        {
            reason = "a tag pattern has at least one character";
            return false;
        }

        var wildcards = text.AsSpan().Count('*');
        if (wildcards > MaxWildcards)
        {
            reason = $"a tag pattern has at most {MaxWildcards} '*', and this has {wildcards}";
            return false;
        }

        value = new TagPattern(text);
        reason = null;
        return true;
    }

    /// <summary>Returns whether the whole tag matches.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether the tag matches.</returns>
    public bool Matches(Tag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return matcher.Matches(tag.ToString());
    }

    /// <inheritdoc/>
    public bool Equals(TagPattern? other) => other is not null && text == other.text;

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(text);

    /// <summary>The pattern as it is written in a policy.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() => text;
}
