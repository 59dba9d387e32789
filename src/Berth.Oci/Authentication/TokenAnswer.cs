using System.Text.Json.Serialization;

namespace Berth.Oci.Authentication;

/// <summary>What a token server answers, as it is on the wire.</summary>
/// <remarks>https://distribution.github.io/distribution/spec/auth/token/</remarks>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("token")] string? Token,
    [property: JsonPropertyName("access_token")] string? AccessToken,
    [property: JsonPropertyName("expires_in")] double? ExpiresIn);
