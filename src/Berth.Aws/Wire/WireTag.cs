using System.Text.Json.Serialization;

namespace Berth.Aws.Wire;

internal sealed record WireTag([property: JsonPropertyName("Key")] string Key, [property: JsonPropertyName("Value")] string? Value);
