namespace Berth.Oci.Configuration;

/// <summary>One entry of <c>auths</c>.</summary>
internal sealed record DockerConfigEntry(string? Auth, string? UserName, string? Password, string? IdentityToken, string? RegistryToken)
{
    public bool HoldsSecret => !string.IsNullOrEmpty(Auth)
        || !string.IsNullOrEmpty(Password)
        || !string.IsNullOrEmpty(IdentityToken)
        || !string.IsNullOrEmpty(RegistryToken);
}
