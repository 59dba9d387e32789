using Berth.Repositories.Changes;
using Berth.Repositories.State;

namespace Berth.Extensions.StateCaching;

/// <summary>The cache entry of a repository, serializable for a second level.</summary>
internal sealed record StateCacheEntry
{
    /// <summary>When the state was observed.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the entry becomes stale.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The differences that were not removed.</summary>
    public IReadOnlyList<StateCacheDifference> Left { get; init; } = [];

    public static StateCacheEntry Of(CachedRepositoryState repository, DateTimeOffset until) => new()
    {
        Since = repository.Since,
        Until = until,
        Left = [.. repository.Left.Select(static change => new StateCacheDifference(change.Setting, change.Outcome, change.Detail))],
    };

    public CachedRepositoryState ToRepository() => new()
    {
        Since = Since,
        Left = Left.Count == 0 ? [] : [.. Left.Select(static left => new ChangeReport(left.Setting, left.Outcome, left.Detail))],
    };
}
