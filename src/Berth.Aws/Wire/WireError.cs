using System.Text.Json.Serialization;

namespace Berth.Aws.Wire;

internal sealed record WireError([property: JsonPropertyName("__type")] string? Type, string? Code, string? Message, [property: JsonPropertyName("Message")] string? CapitalMessage);
