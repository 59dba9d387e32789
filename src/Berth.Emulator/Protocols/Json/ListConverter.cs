using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Berth.Emulator.Protocols.Json;

/// <summary>Reads a list and nothing else. Entries that are <see langword="null"/> are kept, for the validation to refuse.</summary>
internal sealed class ListConverter<T> : JsonConverter<IReadOnlyList<T?>>
{
    public override IReadOnlyList<T?> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new WireTypeException(
                reader.TokenType == JsonTokenType.StartObject ? "Start of structure or map found where not expected." : "Expected list or null");
        }

        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var list = new List<T?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            list.Add(reader.TokenType == JsonTokenType.Null ? default : JsonSerializer.Deserialize(ref reader, type));
        }

        return list;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T?> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var entry in value)
        {
            JsonSerializer.Serialize(writer, entry!, type);
        }

        writer.WriteEndArray();
    }
}
