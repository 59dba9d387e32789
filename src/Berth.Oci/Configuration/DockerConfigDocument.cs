namespace Berth.Oci.Configuration;

/// <summary>The members of docker's <c>config.json</c> and of containers' <c>auth.json</c> that concern credentials.</summary>
/// <remarks>
/// https://docs.docker.com/reference/cli/docker/#docker-cli-configuration-file-configjson-properties and
/// https://github.com/containers/image/blob/main/docs/containers-auth.json.5.md.
/// </remarks>
internal sealed record DockerConfigDocument
{
    public static DockerConfigDocument Empty { get; } = new();

    public IReadOnlyDictionary<string, DockerConfigEntry> Auths { get; init; } = new Dictionary<string, DockerConfigEntry>();

    /// <summary>Gets the helper of each registry; an empty name means that docker keeps the registry's login in the file.</summary>
    public IReadOnlyDictionary<string, string> CredHelpers { get; init; } = new Dictionary<string, string>();

    public string? CredsStore { get; init; }
}
