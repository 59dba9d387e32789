using Berth.Names;

namespace Berth.Oci.Configuration;

/// <summary>The keys under which docker and the containers tools file a registry's credentials: hosts, URLs, and hosts with a part of a repository's path.</summary>
internal static class RegistryKeys
{
    /// <summary>The address under which docker files Docker Hub's credentials, and asks helpers for them.</summary>
    public const string DockerHubAddress = "https://index.docker.io/v1/";

    private static readonly string[] DockerHubHosts = [ShortImageName.DockerHub, "index.docker.io", "registry-1.docker.io"];

    /// <summary>What a credential helper is asked for.</summary>
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

    /// <summary>The keys of the map that are for this registry and repository, the most special one first.</summary>
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

    /// <summary>A URL's path (<c>/v1/</c>) is docker's old way of naming the API and says nothing; a bare host's path is a repository's.</summary>
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
