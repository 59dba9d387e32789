using Berth.Names;

namespace Berth.Oci.Distribution;

/// <summary>One request to a registry.</summary>
/// <param name="Method">The method.</param>
/// <param name="Uri">The address.</param>
/// <param name="Registry">The registry as references name it, which is the key of credentials.</param>
/// <param name="Repository">The repository that is read, or <see langword="null"/>.</param>
internal sealed record RegistryRequest(HttpMethod Method, Uri Uri, RegistryHost Registry, RepositoryName? Repository)
{
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Gets a value indicating whether only the first byte of the content is asked for.</summary>
    public bool IsProbe { get; init; }
}
