using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Berth.Emulator.Protocols.Json;

/// <summary>Writes a time as ECR does: seconds since 1970 with a fraction, in the scientific form of its own samples, <c>1.563223656E9</c>.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html"/>
internal sealed class EpochConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? DateTimeOffset.UnixEpoch.AddSeconds(reader.GetDouble())
            : throw WireTypeException.Of(reader.TokenType, "a Timestamp");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<char> text = stackalloc char[32];
        writer.WriteRawValue(text[..Format(value, text)], skipInputValidation: true);
    }

    /// <summary>Writes the seconds like Java's <c>Double.toString</c>: one digit, at least one decimal, and the exponent.</summary>
    internal static int Format(DateTimeOffset value, Span<char> text)
    {
        var milliseconds = value.ToUnixTimeMilliseconds();
        var absolute = Math.Abs(milliseconds);
        Span<char> digits = stackalloc char[24];
        absolute.TryFormat(digits, out var count, provider: CultureInfo.InvariantCulture);
        if (count <= 6 || milliseconds < 0)
        {
            // Within the first 1000 seconds, or before 1970: plain decimals.
            (milliseconds / 1000m).TryFormat(text, out var length, "0.0##", CultureInfo.InvariantCulture);
            return length;
        }

        var fraction = digits[1..count].TrimEnd('0');
        digits[0].ToString().CopyTo(text);
        text[1] = '.';
        if (fraction.IsEmpty)
        {
            text[2] = '0';
        }
        else
        {
            fraction.CopyTo(text[2..]);
        }

        var end = 2 + Math.Max(1, fraction.Length);
        text[end] = 'E';
        (count - 4).TryFormat(text[(end + 1)..], out var exponent, provider: CultureInfo.InvariantCulture);
        return end + 1 + exponent;
    }
}
