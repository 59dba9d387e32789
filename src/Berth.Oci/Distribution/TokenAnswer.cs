using System.Text.Json.Serialization;

namespace Berth.Oci.Distribution;

/// <summary>The answer of a token server, as it is on the wire.</summary>
/// <remarks>https://distribution.github.io/distribution/spec/auth/token/</remarks>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("token")] string? Token,
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] double? ExpiresIn);
