using System.Text.Json;
using System.Text.Json.Serialization;

namespace Berth.Emulator.Protocols.Json;

/// <summary>Reads a whole number of 64 bits and nothing else.</summary>
internal sealed class LongConverter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw WireTypeException.Of(reader.TokenType, "a Long");
        }

        return reader.TryGetInt64(out var number) ? number : throw new WireTypeException("The number is not a Long");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
