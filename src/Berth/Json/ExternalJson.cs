using System.Text;
using System.Text.Json;

namespace Berth.Json;

/// <summary>
/// Parses JSON that comes from outside of the process. JSON can hold text that is not valid Unicode: bytes that are not UTF-8, or half of a
/// surrogate pair as an escape sequence. The parsers of the base class library accept it, and throw <see cref="InvalidOperationException"/>
/// later, when the text is read. Here it is a fault of the document: only <see cref="JsonException"/> is thrown, and every name and string of
/// a returned document can be read.
/// </summary>
internal static class ExternalJson
{
    /// <summary>Parses a document.</summary>
    /// <param name="json">The document in UTF-8, with or without a byte order mark.</param>
    /// <param name="options">Comments, trailing commas and depth.</param>
    /// <returns>The document.</returns>
    /// <exception cref="JsonException">The text is not JSON, or some of its text is not valid Unicode.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json, JsonDocumentOptions options = default)
    {
        if (json.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            json = json[Encoding.UTF8.Preamble.Length..];
        }

        ExternalJsonReader.Check(json.Span, new JsonReaderOptions
        {
            AllowTrailingCommas = options.AllowTrailingCommas,
            CommentHandling = options.CommentHandling,
            MaxDepth = options.MaxDepth,
        });
        return JsonDocument.Parse(json, options);
    }

    /// <summary>Parses a document.</summary>
    /// <param name="json">The document.</param>
    /// <param name="options">Comments, trailing commas and depth.</param>
    /// <returns>The document.</returns>
    /// <exception cref="JsonException">The text is not JSON, or some of its text is not valid Unicode.</exception>
    public static JsonDocument Parse(string json, JsonDocumentOptions options = default)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Parse(Encoding.UTF8.GetBytes(json), options);
    }

    /// <summary>Returns whether a text is a JSON document.</summary>
    /// <param name="json">The text.</param>
    /// <param name="options">Comments, trailing commas and depth.</param>
    /// <returns>Whether <see cref="Parse(string, JsonDocumentOptions)"/> accepts it.</returns>
    public static bool IsValid(string json, JsonDocumentOptions options = default)
    {
        try
        {
            using var document = Parse(json, options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
