namespace Berth.Repositories.State;

/// <summary>The options of <see cref="MemoryRepositoryStateCache"/>.</summary>
public sealed record MemoryRepositoryStateCacheOptions
{
    internal const int DefaultCapacity = 131_072;

    /// <summary>Gets the time for which an entry is current; by default 10 minutes.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the greatest random reduction of <see cref="TimeToLive"/>, so that entries do not expire together; by default 1 minute.</summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the time for which an entry is kept after its time to live, for an outage of ECR; by default 24 hours.</summary>
    public TimeSpan StaleFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Gets the maximum number of entries; by default 131,072.</summary>
    public int Capacity { get; init; } = DefaultCapacity;
}
