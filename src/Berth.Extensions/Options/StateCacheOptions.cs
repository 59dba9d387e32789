using Berth.Repositories.State;

namespace Berth.Extensions.Options;

/// <summary>The repository state cache: a preparation of a cached repository makes no API call.</summary>
public sealed class StateCacheOptions
{
    /// <summary>Gets or sets the time for which an entry is current; by default 10 minutes, at least one second.</summary>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Gets or sets the greatest random addition to <see cref="TimeToLive"/>, so that entries that were stored together do not
    /// expire together; by default 2 minutes.
    /// </summary>
    public TimeSpan Jitter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Gets or sets how long an entry is kept after it is no longer current; a stale entry is used during an outage of ECR; by default 24 hours.
    /// </summary>
    public TimeSpan StaleFor { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Gets or sets the maximum number of entries in the memory of a process; by default 131,072. The least recently used entries are
    /// removed when it is reached. An entry takes about 1 KB.
    /// </summary>
    public int Capacity { get; set; } = MemoryRepositoryStateCacheOptions.DefaultCapacity;

    /// <summary>
    /// Gets or sets whether entries are shared with other replicas through the registered <c>IDistributedCache</c>, such as that of
    /// Microsoft.Extensions.Caching.StackExchangeRedis; by default each process has its own entries.
    /// </summary>
    public bool UseDistributedCache { get; set; }
}
