namespace Berth.Extensions.Options;

/// <summary>How long Berth remembers that a repository exists as desired; while it does, preparing costs no call.</summary>
public sealed class StateCacheOptions
{
    /// <summary>Gets or sets the time for which a repository counts as known; by default 10 minutes, at least one second.</summary>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Gets or sets the greatest random addition to <see cref="TimeToLive"/>, so that repositories that were prepared together are not read
    /// again together; by default 2 minutes.
    /// </summary>
    public TimeSpan Jitter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Gets or sets how long knowledge that has run out is kept to carry deployments through an outage of ECR; by default 24 hours.
    /// </summary>
    public TimeSpan StaleFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets or sets whether knowledge is shared with other replicas through the registered <c>IDistributedCache</c>, such as that of
    /// Microsoft.Extensions.Caching.StackExchangeRedis; by default each process keeps its own.
    /// </summary>
    public bool UseDistributedCache { get; set; }
}
