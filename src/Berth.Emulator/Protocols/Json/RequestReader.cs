using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Berth.Emulator.Protocols.Ecr;

namespace Berth.Emulator.Protocols.Json;

/// <summary>Reads a request's JSON. Invalid JSON is refused with the messages of AWS's own reader.</summary>
internal static class RequestReader
{
    public static T Read<T>(ReadOnlySequence<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        if (json.IsEmpty)
        {
            json = new ReadOnlySequence<byte>("{}"u8.ToArray());
        }

        try
        {
            var reader = new Utf8JsonReader(json);
            var request = JsonSerializer.Deserialize(ref reader, type);
            if (request is null || (reader.Read() && reader.TokenType != JsonTokenType.None))
            {
                throw new EcrErrorException(EcrError.Serialization("Expected one structure"));
            }

            return request;
        }
        catch (JsonException exception)
        {
            throw new EcrErrorException(EcrError.Serialization(Describe(json, exception)));
        }
    }

    private static string Describe(ReadOnlySequence<byte> json, JsonException exception)
    {
        switch (exception)
        {
            case WireTypeException:
                return exception.Message;
            case { InnerException: InvalidOperationException }:
                // Text that is not UTF-8, or half of a surrogate pair.
                return "Invalid UTF-8 in a string";
            default:
                break;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array ? "Start of list found where not expected" : "Expected a structure";
        }
        catch (JsonException)
        {
            return "The request is not well-formed JSON";
        }
    }
}
