using Berth.Repositories.Changes;

namespace Berth.Repositories.State;

/// <summary>What is known of a repository that was found as desired, or that differs only in what is left alone.</summary>
public sealed record CachedRepositoryState
{
    /// <summary>Gets when that was found.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Gets the differences that are left alone: skipped ones and conflicts.</summary>
    public IReadOnlyList<ChangeReport> Left { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(CachedRepositoryState? other) => other is not null && Since == other.Since && Left.SequenceEqual(other.Left);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Since, Left.Count);
}
