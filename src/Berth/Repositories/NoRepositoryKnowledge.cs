namespace Berth.Repositories;

/// <summary>Knows nothing: every preparation asks ECR. For processes that prepare once.</summary>
public sealed class NoRepositoryKnowledge : IRepositoryKnowledge
{
    private NoRepositoryKnowledge()
    {
    }

    /// <summary>Gets the one instance.</summary>
    public static NoRepositoryKnowledge Instance { get; } = new();

    /// <inheritdoc/>
    public ValueTask<KnownRepository?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public ValueTask RememberAsync(RepositoryKey key, KnownRepository repository, CancellationToken cancellationToken) => default;

    /// <inheritdoc/>
    public ValueTask ForgetAsync(RepositoryKey key, CancellationToken cancellationToken) => default;
}
