using System.Text.Json.Serialization;

namespace Berth.Oci.Configuration;

/// <summary>The members of docker's <c>config.json</c> and of containers' <c>auth.json</c> that concern credentials.</summary>
/// <remarks>
/// https://docs.docker.com/reference/cli/docker/#docker-cli-configuration-file-configjson-properties and
/// https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md.
/// </remarks>
internal sealed record DockerConfigDocument(
    [property: JsonPropertyName("auths")] Dictionary<string, DockerConfigDocument.Entry?>? Auths,
    [property: JsonPropertyName("credHelpers")] Dictionary<string, string?>? CredHelpers,
    [property: JsonPropertyName("credsStore")] string? CredsStore)
{
    internal sealed record Entry(
        [property: JsonPropertyName("auth")] string? Auth,
        [property: JsonPropertyName("username")] string? UserName,
        [property: JsonPropertyName("password")] string? Password,
        [property: JsonPropertyName("identitytoken")] string? IdentityToken,
        [property: JsonPropertyName("registrytoken")] string? RegistryToken);
}
