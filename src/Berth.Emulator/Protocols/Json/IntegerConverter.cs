using System.Text.Json;
using System.Text.Json.Serialization;

namespace Berth.Emulator.Protocols.Json;

/// <summary>Reads a whole number of 32 bits and nothing else.</summary>
internal sealed class IntegerConverter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
        {
            throw WireTypeException.Of(reader.TokenType, "an Integer");
        }

        return reader.TryGetInt32(out var number) ? number : throw new WireTypeException("The number is not an Integer");
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
