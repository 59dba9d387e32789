using System.Text.Json;

namespace Berth.Emulator.Protocols.Json;

/// <summary>A member of a request is of another JSON type than its shape.</summary>
internal sealed class WireTypeException(string message) : JsonException(message)
{
    public static WireTypeException Of(JsonTokenType found, string expected) => new(found switch
    {
        JsonTokenType.StartObject => "Start of structure or map found where not expected.",
        JsonTokenType.StartArray => "Start of list found where not expected",
        JsonTokenType.Number => $"NUMBER_VALUE can not be converted to {expected}",
        JsonTokenType.String => $"STRING_VALUE can not be converted to {expected}",
        JsonTokenType.True => $"TRUE_VALUE can not be converted to {expected}",
        JsonTokenType.False => $"FALSE_VALUE can not be converted to {expected}",
        _ => $"Expected {expected}",
    });
}
