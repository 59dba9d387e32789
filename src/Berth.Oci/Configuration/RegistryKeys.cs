using Berth.Names;

namespace Berth.Oci.Configuration;

/// <summary>The keys of a registry's logins in the files of docker and the containers tools: hosts, URLs, and hosts with a part of a repository's path.</summary>
internal static class RegistryKeys
{
    /// <summary>The key of Docker Hub's login.</summary>
    public const string DockerHubAddress = "https://index.docker.io/v1/";

    private static readonly string[] DockerHubHosts = [ShortImageName.DockerHub, "index.docker.io", "registry-1.docker.io"];

    /// <summary>Gets the key that docker uses, also towards credential helpers.</summary>
    public static string HelperAddress(RegistryHost registry) =>
        registry.Name == ShortImageName.DockerHub ? DockerHubAddress : registry.ToString();

    /// <summary>
    /// The credential helper that docker uses for a registry: the value of exactly its key in <c>credHelpers</c>, also where that is empty, then
    /// <c>credsStore</c>. It is <see langword="null"/> if docker keeps the login in the file.
    /// </summary>
    public static string? HelperOf(DockerConfigDocument config, RegistryHost registry)
    {
        var name = config.CredHelpers.TryGetValue(HelperAddress(registry), out var own) || config.CredHelpers.TryGetValue(registry.ToString(), out own)
            ? own
            : config.CredsStore;
        return string.IsNullOrEmpty(name) ? null : name;
    }

    /// <summary>Gets the keys that apply to the registry and repository, the most specific one first.</summary>
    public static IEnumerable<string> Matching(IEnumerable<string> keys, RegistryHost registry, RepositoryName? repository) =>
        from key in keys
        let parts = Split(key)
        where IsHostOf(parts.Host, registry) && (parts.Path.Length == 0 || IsWithin(repository, parts.Path))
        orderby parts.Path.Length descending, key.Contains("://", StringComparison.Ordinal)
        select key;

    private static bool IsHostOf(string host, RegistryHost registry) =>
        registry.Name == ShortImageName.DockerHub
            ? DockerHubHosts.Contains(host)
            : host == registry.ToString();

    private static bool IsWithin(RepositoryName? repository, string path)
    {
        var name = repository?.ToString();
        return name is not null && (name == path || name.StartsWith(path + "/", StringComparison.Ordinal));
    }

    /// <summary>The path of a URL (<c>/v1/</c>) is docker's former name of the API and is ignored; the path of a host is that of a repository.</summary>
    private static (string Host, string Path) Split(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? key : key[(scheme + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var host = (slash < 0 ? rest : rest[..slash]).ToLowerInvariant();
        var path = slash < 0 || scheme >= 0 ? string.Empty : rest[(slash + 1)..].Trim('/');
        return (host, path is "v1" or "v2" ? string.Empty : path);
    }
}
