using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Berth.Json;

/// <summary>Reads the text of JSON tokens that come from outside of the process, without an exception for text that is not valid Unicode.</summary>
internal static class ExternalJsonReader
{
    /// <summary>Reads the text of a string, or the name of a member.</summary>
    /// <param name="reader">The reader, at a string or at the name of a member.</param>
    /// <param name="text">The text, or <see langword="null"/> if it is not valid Unicode.</param>
    /// <returns>Whether the text is valid Unicode.</returns>
    public static bool TryReadText(ref readonly Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            return false;
        }

        try
        {
            text = reader.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads the text of a string, or the name of a member.</summary>
    /// <param name="reader">The reader, at a string or at the name of a member.</param>
    /// <param name="json">The whole document, for the line of the exception.</param>
    /// <returns>The text.</returns>
    /// <exception cref="JsonException">The text is not valid Unicode; the exception has the line, counted from zero.</exception>
    public static string ReadText(ref readonly Utf8JsonReader reader, ReadOnlySpan<byte> json) =>
        TryReadText(in reader, out var text) ? text : throw NotUnicode(json, (int)reader.TokenStartIndex);

    /// <summary>Checks that a document is JSON and that all of its text is valid Unicode.</summary>
    /// <param name="json">The document in UTF-8, without a byte order mark.</param>
    /// <param name="options">Comments, trailing commas and depth.</param>
    /// <exception cref="JsonException">It is not; the exception has the line, counted from zero.</exception>
    public static void Check(ReadOnlySpan<byte> json, JsonReaderOptions options)
    {
        var reader = new Utf8JsonReader(json, options);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !IsUnicode(in reader))
            {
                throw NotUnicode(json, (int)reader.TokenStartIndex);
            }
        }
    }

    private static bool IsUnicode(ref readonly Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? TryReadText(in reader, out _) : Utf8.IsValid(reader.ValueSpan);

    private static JsonException NotUnicode(ReadOnlySpan<byte> json, int offset)
    {
        var before = json[..offset];
        return new JsonException(
            "The text is not valid Unicode: it has bytes that are not UTF-8, or half of a surrogate pair.",
            path: null,
            before.Count((byte)'\n'),
            offset - (before.LastIndexOf((byte)'\n') + 1));
    }
}
