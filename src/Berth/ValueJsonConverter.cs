using System.Text.Json;
using System.Text.Json.Serialization;

namespace Berth;

/// <summary>Writes a value as one JSON string and parses it back; a text that is refused is a <see cref="JsonException"/>.</summary>
/// <typeparam name="TValue">The value's type.</typeparam>
public sealed class ValueJsonConverter<TValue> : JsonConverter<TValue>
    where TValue : class, IValue<TValue>
{
    /// <inheritdoc/>
    public override TValue? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("a string is expected here");
        }

        var text = reader.GetString();
        return TValue.TryParse(text, out var value, out var reason)
            ? value
            : throw new JsonException($"'{text}' is refused: {reason}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TValue value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStringValue(value.ToString());
    }
}
