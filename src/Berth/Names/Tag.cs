using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Berth.Names;

/// <summary>The tag of an image: a letter, digit or underscore, then up to 127 of those, dots and hyphens.</summary>
/// <seealso href="https://github.com/opencontainers/distribution-spec/blob/v1.1.0/spec.md#pulling-manifests"/>
[JsonConverter(typeof(ValueJsonConverter<Tag>))]
public sealed partial record Tag : IValue<Tag>
{
    /// <summary>The greatest number of characters of a tag.</summary>
    public const int MaxLength = 128;

    private readonly string text;

    private Tag(string text) => this.text = text;

    /// <summary>Parses a tag.</summary>
    /// <param name="text">The tag.</param>
    /// <returns>The tag as a value.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a valid tag.</exception>
    public static Tag Parse(string text) => Value.Parse<Tag>(text, "a tag");

    /// <summary>Parses a tag, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The tag, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a legal tag.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Tag? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out Tag? value,
        [NotNullWhen(false)] out string? reason)
    {
        value = null;
        if (text is null or { Length: 0 or > MaxLength })
        {
            reason = $"a tag has 1 to {MaxLength} characters, and this has {text?.Length ?? 0}";
            return false;
        }

        if (!Grammar().IsMatch(text))
        {
            reason = "a tag is letters, digits, '_', '.' and '-', and begins with none of the last two";
            return false;
        }

        value = new Tag(text);
        reason = null;
        return true;
    }

    /// <summary>The tag.</summary>
    /// <returns>The text that parses back to the same value.</returns>
    public override string ToString() => text;

    [GeneratedRegex(@"^[a-zA-Z0-9_][a-zA-Z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grammar();
}
