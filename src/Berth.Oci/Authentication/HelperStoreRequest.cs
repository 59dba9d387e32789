using System.Text.Json.Serialization;

namespace Berth.Oci.Authentication;

/// <summary>The input of a docker credential helper's <c>store</c>, as it is on the wire.</summary>
internal sealed record HelperStoreRequest(
    [property: JsonPropertyName("ServerURL")] string ServerUrl,
    [property: JsonPropertyName("Username")] string UserName,
    [property: JsonPropertyName("Secret")] string Secret);
