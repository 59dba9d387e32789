namespace Berth.Repositories.State;

/// <summary>How long knowledge is kept in memory, and how much of it.</summary>
public sealed record MemoryRepositoryStateCacheOptions
{
    /// <summary>Gets the time for which a repository is known; by default 10 minutes.</summary>
    public TimeSpan TimeToLive { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets the longest time by which that is shortened at random, so that not all is asked anew at once; by default 1 minute.</summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets the time for which knowledge is kept for an outage of ECR after its time to live; by default 24 hours.</summary>
    public TimeSpan StaleFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Gets the greatest number of repositories that are remembered; by default 100,000.</summary>
    public int Capacity { get; init; } = 100_000;
}
