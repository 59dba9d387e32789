using Berth.Extensions.Options;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZiggyCreatures.Caching.Fusion;
using ZiggyCreatures.Caching.Fusion.Backplane;

namespace Berth.Extensions.StateCaching;

/// <summary>
/// The cache that holds knowledge: memory, and below it the <see cref="IDistributedCache"/> and backplane of the host where the options
/// say so. It is Berth's own; the host's caches keep their settings.
/// </summary>
internal sealed class StateCacheFactory(FusionCache cache) : IDisposable
{
    private const string Name = "Berth";

    // A second level that hangs must not hold up deployments: asking ECR takes about as long.
    private static readonly TimeSpan SecondLevelTimeout = TimeSpan.FromMilliseconds(250);

    public FusionCache Cache { get; } = cache;

    public static StateCacheFactory Create(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<BerthOptions>>().Value.StateCache;
        var cache = new FusionCache(
            new FusionCacheOptions
            {
                CacheName = Name,
                CacheKeyPrefix = "berth:",
                DefaultEntryOptions = new FusionCacheEntryOptions
                {
                    Duration = options.TimeToLive + options.Jitter + options.StaleFor,
                    DistributedCacheHardTimeout = SecondLevelTimeout,
                    AllowBackgroundBackplaneOperations = true,
                },
            },
            logger: provider.GetService<ILogger<FusionCache>>());

        if (options.UseDistributedCache)
        {
            cache.SetupDistributedCache(
                new PromptCache(provider.GetRequiredService<IDistributedCache>(), SecondLevelTimeout), new StateCacheSerializer());
            if (provider.GetService<IFusionCacheBackplane>() is { } backplane)
            {
                cache.SetupBackplane(backplane);
            }
        }

        return new StateCacheFactory(cache);
    }

    public void Dispose() => Cache.Dispose();
}
