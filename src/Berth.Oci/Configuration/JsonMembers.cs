using System.Text.Json;

namespace Berth.Oci.Configuration;

/// <summary>Finds the members of one object of a JSON document, with their positions.</summary>
internal static class JsonMembers
{
    /// <summary>Lists the members of the object that begins at <paramref name="start"/>.</summary>
    /// <exception cref="JsonException">There is no object, or it is not valid JSON.</exception>
    public static List<JsonMember> Of(ReadOnlySpan<byte> document, int start)
    {
        var members = new List<JsonMember>();
        var reader = new Utf8JsonReader(document[start..]);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an object is expected");
        }

        var lead = start + (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = JsonText.TryRead(ref reader, out var text) ? text : throw new JsonException("a name is not valid Unicode");
            var nameStart = start + (int)reader.TokenStartIndex;
            reader.Read();
            var valueStart = start + (int)reader.TokenStartIndex;
            var kind = reader.TokenType;
            reader.Skip();
            var valueEnd = start + (int)reader.BytesConsumed;
            members.Add(new JsonMember(
                name, members.Count == 0 ? lead : AfterComma(document, lead), nameStart, valueStart, valueEnd, kind == JsonTokenType.StartObject, kind == JsonTokenType.Null));
            lead = valueEnd;
        }

        return members;
    }

    /// <summary>Gets the start of the document's object, behind white space.</summary>
    /// <exception cref="JsonException">The document is not a single object.</exception>
    public static int Root(ReadOnlySpan<byte> document)
    {
        var reader = new Utf8JsonReader(document);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("an object is expected");
        }

        var start = (int)reader.TokenStartIndex;

        // The rest is read too: a document with text behind its object must not be edited.
        while (reader.Read())
        {
        }

        return start;
    }

    private static int AfterComma(ReadOnlySpan<byte> document, int from) => from + document[from..].IndexOf((byte)',') + 1;
}
