namespace Berth.Repositories.State;

/// <summary>
/// Names what is known of a repository: the registry, the repository, and a fingerprint of the settings desired of it, so that other
/// settings make another key. It holds no secret.
/// </summary>
public sealed record RepositoryKey
{
    private readonly string text;

    internal RepositoryKey(string text) => this.text = text;

    /// <summary>The key as one text, of printable ASCII, for caches.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => text;
}
