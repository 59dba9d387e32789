using System.Text.Json.Serialization;

namespace Berth.Oci.Distribution;

/// <summary>The body of a registry's error, as it is on the wire.</summary>
internal sealed record ErrorEnvelope([property: JsonPropertyName("errors")] List<ErrorEnvelope.Item?>? Errors)
{
    internal sealed record Item(
        [property: JsonPropertyName("code")] string? Code,
        [property: JsonPropertyName("message")] string? Message);
}
