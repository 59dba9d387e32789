using System.Buffers;

namespace Berth.Builders;

/// <summary>Quotes text as one word of a POSIX shell, so that the output can be pasted and evaluated.</summary>
/// <seealso href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_02"/>
public static class ShellWord
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%+,-./:=@_");

    /// <summary>Quotes a text if necessary.</summary>
    /// <param name="text">The text, without NUL characters.</param>
    /// <returns>A word that a shell reads as exactly <paramref name="text"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="text"/> has a NUL character.</exception>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A shell word must not have a NUL character.", nameof(text));
        }

        return text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain)
            ? text
            : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
    }

    /// <summary>Joins texts to one line of a shell, each quoted if necessary.</summary>
    /// <param name="texts">The texts.</param>
    /// <returns>The line.</returns>
    public static string Join(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return string.Join(' ', texts.Select(Quote));
    }
}
