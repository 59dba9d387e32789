using System.Text.Json.Serialization;

namespace Berth.Oci.Authentication;

/// <summary>What a docker credential helper answers to <c>get</c>, as it is on the wire.</summary>
internal sealed record HelperAnswer(
    [property: JsonPropertyName("Username")] string? Username,
    [property: JsonPropertyName("Secret")] string? Secret);
