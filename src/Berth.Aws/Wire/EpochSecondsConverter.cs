using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Berth.Aws.Wire;

/// <summary>Reads and writes a time as ECR does, in seconds since 1970 with a fraction. ISO 8601 text is read as well, since emulators send it.</summary>
internal sealed class EpochSecondsConverter : JsonConverter<DateTimeOffset>
{
    private const double GreatestSeconds = 253402300799;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
        {
            return time;
        }

        return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && seconds is >= 0 and <= GreatestSeconds
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : throw new JsonException(string.Create(CultureInfo.InvariantCulture, $"a time is expected, and not {reader.TokenType}"));
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((value - DateTimeOffset.UnixEpoch).TotalSeconds);
}
