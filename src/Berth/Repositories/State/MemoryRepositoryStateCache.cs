using System.Collections.Concurrent;

namespace Berth.Repositories.State;

/// <summary>Remembers repositories in this process. Safe for concurrent use.</summary>
public sealed class MemoryRepositoryStateCache : IRepositoryStateCache
{
    private readonly ConcurrentDictionary<string, Entry> entries = new(StringComparer.Ordinal);
    private readonly MemoryRepositoryStateCacheOptions options;
    private readonly TimeProvider time;
    private readonly Random random;

    /// <summary>Initializes a new instance of the <see cref="MemoryRepositoryStateCache"/> class.</summary>
    /// <param name="options">How long and how much; <see langword="null"/> for the defaults.</param>
    /// <param name="time">The clock; <see langword="null"/> for the system's.</param>
    /// <param name="random">The source of jitter, safe for concurrent use; <see langword="null"/> for the shared one.</param>
    public MemoryRepositoryStateCache(MemoryRepositoryStateCacheOptions? options = null, TimeProvider? time = null, Random? random = null)
    {
        this.options = options ?? new MemoryRepositoryStateCacheOptions();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(this.options.Capacity, nameof(options));
        this.time = time ?? TimeProvider.System;
        this.random = random ?? Random.Shared;
    }

    /// <inheritdoc/>
    public ValueTask<CachedRepositoryState?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!entries.TryGetValue(key.ToString(), out var entry))
        {
            return default;
        }

        var left = entry.Until - time.GetTimestamp();
        return left > 0 || (allowStale && time.GetElapsedTime(0, -left) < options.StaleFor) ? new(entry.Repository) : default;
    }

    /// <inheritdoc/>
    public ValueTask StoreAsync(RepositoryKey key, CachedRepositoryState repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(repository);
        if (entries.Count >= options.Capacity && !entries.ContainsKey(key.ToString()))
        {
            MakeRoom();
        }

        var life = options.TimeToLive - (options.Jitter * random.NextDouble());
        entries[key.ToString()] = new Entry(repository, time.GetTimestamp() + (long)(life.TotalSeconds * time.TimestampFrequency));
        return default;
    }

    /// <inheritdoc/>
    public ValueTask InvalidateAsync(RepositoryKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        entries.TryRemove(key.ToString(), out _);
        return default;
    }

    // The tenth that expires first is removed at once, so that a full cache is not sorted for each new entry.
    private void MakeRoom()
    {
        foreach (var (key, _) in entries.OrderBy(static pair => pair.Value.Until).Take((options.Capacity / 10) + 1).ToArray())
        {
            entries.TryRemove(key, out _);
        }
    }

    private sealed record Entry(CachedRepositoryState Repository, long Until);
}
