using System.Diagnostics.CodeAnalysis;

namespace Berth;

/// <summary>
/// A value that is written as one string and is always valid: an instance exists only if its text was parsed.
/// </summary>
/// <typeparam name="TSelf">The value's own type.</typeparam>
public interface IValue<TSelf>
    where TSelf : class, IValue<TSelf>
{
    /// <summary>Parses <paramref name="text"/>, and returns the reason if it is not a valid value.</summary>
    /// <param name="text">The text to parse; <see langword="null"/> is refused like any other wrong text.</param>
    /// <param name="value">The value, or <see langword="null"/> if the text is refused.</param>
    /// <param name="reason">The reason why the text is not valid, as a phrase to put after the text, or <see langword="null"/>.</param>
    /// <returns>Whether the text is such a value.</returns>
    static abstract bool TryParse(
        string? text,
        [NotNullWhen(true)] out TSelf? value,
        [NotNullWhen(false)] out string? reason);
}
