using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.State;

namespace Berth.Extensions.StateCaching;

/// <summary>What is kept of a repository in the cache, in a form that a second level can hold.</summary>
internal sealed record StateCacheEntry
{
    /// <summary>When the repository was found as desired.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Until when that counts as known; afterwards it is stale.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The differences that were left alone.</summary>
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
