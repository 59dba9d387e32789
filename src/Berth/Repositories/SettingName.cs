using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Berth.Repositories;

/// <summary>The name of a repository setting that Berth reconciles, such as <c>tagMutability</c>: 1 to 64 ASCII letters, the first one small.</summary>
[JsonConverter(typeof(ValueJsonConverter<SettingName>))]
public sealed record SettingName : IValue<SettingName>
{
    private const int MaxLength = 64;

    private readonly string text;

    private SettingName(string text) => this.text = text;

    /// <summary>Parses the name of a setting.</summary>
    /// <param name="text">The name.</param>
    /// <returns>The name as a value.</returns>
    /// <exception cref="FormatException"><paramref name="text"/> is not a name of a setting.</exception>
    public static SettingName Parse(string text) => Value.Parse<SettingName>(text, "a name of a setting");

    /// <summary>Parses the name of a setting, if <paramref name="text"/> is one.</summary>
    /// <param name="text">The text to parse.</param>
    /// <param name="value">The name, or <see langword="null"/>.</param>
    /// <returns>Whether the text is a name.</returns>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SettingName? value) => TryParse(text, out value, out _);

    /// <inheritdoc/>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out SettingName? value,
        [NotNullWhen(false)] out string? reason)
    {
        var isName = text is { Length: > 0 and <= MaxLength } && char.IsAsciiLetterLower(text[0]) && text.All(char.IsAsciiLetter);
        value = isName ? new SettingName(text!) : null;
        reason = isName ? null : $"the name of a setting is 1 to {MaxLength} ASCII letters and begins with a small one, such as tagMutability";
        return isName;
    }

    /// <summary>The name as text.</summary>
    /// <returns>The name, which parses back to the same value.</returns>
    public override string ToString() => text;
}
