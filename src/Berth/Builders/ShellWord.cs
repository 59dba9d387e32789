using System.Buffers;

namespace Berth.Builders;

/// <summary>Quotes text as one word of a POSIX shell, so that what is printed can be pasted and evaluated.</summary>
/// <seealso href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02"/>
public static class ShellWord
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_");

    /// <summary>Quotes a text where it needs quoting.</summary>
    /// <param name="text">The text; it may hold anything but a NUL character.</param>
    /// <returns>A word that a shell reads as exactly <paramref name="text"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> holds a NUL character, which no shell word can.</exception>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A shell word cannot hold a NUL character.", nameof(text));
        }

        return text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain)
            ? text
            : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    /// <summary>Joins texts to one line of a shell, each quoted where it needs quoting.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>The line.</returns>
    public static string Join(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return string.Join(' ', texts.Select(Quote));
    }
}
