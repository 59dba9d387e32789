using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Berth.Names;

namespace Berth.Repositories.Settings.Mutability;

/// <summary>
/// A filter that exempts tags from a repository's mutability: a whole tag's name, in which each <c>*</c> stands for any run of characters.
/// ECR calls its type <c>WILDCARD</c>, and has no other.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html"/>
[JsonConverter(typeof(ValueJsonConverter<ExclusionFilter>))]
public sealed record ExclusionFilter : IValue<ExclusionFilter>
{
    private const int MaxLength = 128;
    private const int MaxWildcards = 2;

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._*-");

    private readonly string text;

    private ExclusionFilter(string text) => this.text = text;

    /// <summary>Gets the filter of the build cache's tag, <c>cache</c>.</summary>
    public static ExclusionFilter Cache { get; } = new("cache");

    /// <summary>Parses a filter.</summary>
    /// <param name="text">The filter.</param>
    /// <returns>The filter as a value.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a filter that ECR accepts.</exception>
    public static ExclusionFilter Parse(string text) => Value.Parse<ExclusionFilter>(text, "an exclusion filter");

    /// <summary>Parses a filter, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The filter, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a filter.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ExclusionFilter? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out ExclusionFilter? value,
        [NotNullWhen(false)] out string? reason)
    {
        value = null;
        reason = text switch
        {
            null or { Length: 0 or > MaxLength } => $"a filter has 1 to {MaxLength} characters, and this has {text?.Length ?? 0}",
            _ when text.AsSpan().ContainsAnyExcept(Letters) => "a filter is letters, digits, '.', '_', '-' and '*'",
            _ when text.AsSpan().Count('*') > MaxWildcards => $"a filter has at most {MaxWildcards} '*'",
            _ => null,
        };

        if (reason is not null)
        {
            return false;
        }

        value = new ExclusionFilter(text!);
        return true;
    }

    /// <summary>Returns whether the filter exempts a tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <returns>Whether the whole tag fits the filter.</returns>
    public bool Matches(Tag tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        return Wildcard.Matches(text, tag.ToString());
    }

    /// <summary>Returns whether every tag that another filter exempts is exempted by this one as well.</summary>
    /// <param name="other">The other filter.</param>
    /// <returns>Whether this filter makes the other one superfluous, as <c>cache*</c> does with <c>cache</c>.</returns>
    public bool Covers(ExclusionFilter other)
    {
        ArgumentNullException.ThrowIfNull(other);

        // Read as a text of its own, the other's '*' can only be met by one of ours, which then meets whatever that run is.
        return Wildcard.Matches(text, other.text);
    }

    /// <summary>The filter.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() => text;
}
