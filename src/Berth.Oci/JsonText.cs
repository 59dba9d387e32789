using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Berth.Oci;

/// <summary>Reads the text of JSON tokens from outside. It does not throw for text that is not valid Unicode.</summary>
internal static class JsonText
{
    /// <summary>Reads the text of a string or of a member's name.</summary>
    /// <param name="reader">The reader, at a string or at a member's name.</param>
    /// <param name="text">The text, or <see langword="null"/> if it has bytes that are not UTF-8 or half of a surrogate pair.</param>
    /// <returns>Whether the text is valid Unicode.</returns>
    public static bool TryRead(ref Utf8JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        try
        {
            text = reader.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
