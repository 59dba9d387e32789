using System.Text.Json;
using CsCheck;

namespace Berth.Tests;

/// <summary>What holds for every value: an accepted text round-trips as text and as JSON, a refused one is refused everywhere with a reason.</summary>
internal static class ValueAssert
{
    public static TValue Accepts<TValue>(string text, string? written = null)
        where TValue : class, IValue<TValue>
    {
        Assert.True(TValue.TryParse(text, out var value, out var reason), $"'{text}' is refused: {reason}");
        Assert.Null(reason);
        Assert.Equal(written ?? text, value.ToString());
        Assert.True(TValue.TryParse(value.ToString(), out var again, out _));
        Assert.Equal(value, again);
        Assert.Equal(value.GetHashCode(), again.GetHashCode());
        Assert.Equal(value, FromJson<TValue>(ToJson(value)));
        return value;
    }

    public static void Refuses<TValue>(string? text)
        where TValue : class, IValue<TValue>
    {
        Assert.False(TValue.TryParse(text, out var value, out var reason), $"'{text}' is accepted as {value}");
        Assert.Null(value);
        Assert.NotEmpty(reason!);
        Assert.Throws<JsonException>(() => FromJson<TValue>(JsonSerializer.SerializeToUtf8Bytes(text)));
    }

    /// <summary>Whatever text comes, parsing answers; and what it accepts round-trips.</summary>
    public static void NeverThrows<TValue>(string alphabet, int maxLength = 80)
        where TValue : class, IValue<TValue> =>
        Gen.OneOf(Gen.String, Gen.Char[alphabet].Array[0, maxLength].Select(letters => new string(letters))).Sample(text =>
        {
            if (TValue.TryParse(text, out var value, out var reason))
            {
                Accepts<TValue>(value.ToString()!);
            }
            else
            {
                Assert.NotEmpty(reason);
            }
        });

    private static byte[] ToJson<TValue>(TValue value)
        where TValue : class, IValue<TValue>
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            new ValueJsonConverter<TValue>().Write(writer, value, JsonSerializerOptions.Default);
        }

        return stream.ToArray();
    }

    private static TValue? FromJson<TValue>(byte[] json)
        where TValue : class, IValue<TValue>
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return new ValueJsonConverter<TValue>().Read(ref reader, typeof(TValue), JsonSerializerOptions.Default);
    }
}
