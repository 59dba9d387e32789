using System.Text.Json.Serialization;

namespace Berth.Oci.Authentication;

/// <summary>The output of a docker credential helper for <c>get</c>, as it is on the wire.</summary>
internal sealed record HelperAnswer(
    [property: JsonPropertyName("Username")] string? Username,
    [property: JsonPropertyName("Secret")] string? Secret);
