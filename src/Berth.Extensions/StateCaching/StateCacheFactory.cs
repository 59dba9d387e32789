using Berth.Extensions.Options;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace Berth.Extensions.StateCaching;

/// <summary>
/// Creates the repository state cache: memory of a bounded number of entries, and with <see cref="StateCacheOptions.UseDistributedCache"/> the
/// <see cref="IDistributedCache"/> and the backplane of the host as the second level. The cache is Berth's own and does not change the host's caches.
/// </summary>
internal sealed class StateCacheFactory(FusionCache cache, MemoryCache memory) : IDisposable
{
    private const string Name = "Berth";

    // A second level that does not respond must not delay deployments: a call to ECR takes about as long.
    private static readonly TimeSpan SecondLevelTimeout = TimeSpan.FromMilliseconds(250);

    public FusionCache Cache { get; } = cache;

    public static StateCacheFactory Create(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<BerthOptions>>().Value.StateCache;
        var memory = new MemoryCache(new MemoryCacheOptions { SizeLimit = options.Capacity });
        var cache = new FusionCache(
            new FusionCacheOptions
            {
                CacheName = Name,
                CacheKeyPrefix = "berth:",
                DefaultEntryOptions = new FusionCacheEntryOptions
                {
                    Size = 1,
                    Duration = options.TimeToLive + options.Jitter + options.StaleFor,
                    DistributedCacheHardTimeout = SecondLevelTimeout,
                    AllowBackgroundBackplaneOperations = true,
                },

                // The cache's own entries count as well.
                TagsDefaultEntryOptions = { Size = 1 },
            },
            memory,
            logger: new WarningLogger<FusionCache>(provider.GetRequiredService<ILogger<FusionCache>>()));

        if (options.UseDistributedCache)
        {
            cache.SetupDistributedCache(
                new PromptCache(provider.GetRequiredService<IDistributedCache>(), SecondLevelTimeout), new StateCacheSerializer());
            if (provider.GetService<IFusionCacheBackplane>() is { } backplane)
            {
                cache.SetupBackplane(backplane);
            }
        }

        return new StateCacheFactory(cache, memory);
    }

    public void Dispose()
    {
        Cache.Dispose();
        memory.Dispose();
    }
}
