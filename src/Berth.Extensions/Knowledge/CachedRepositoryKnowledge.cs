using Berth.Extensions.Diagnostics;
using Berth.Extensions.Options;
using Berth.Repositories;
using Microsoft.Extensions.Options;

namespace Berth.Extensions.Knowledge;

/// <summary>Remembers repositories in a cache of one or two levels. What is stale is kept for as long as an outage may last.</summary>
internal sealed class CachedRepositoryKnowledge(KnowledgeCache cache, IOptions<BerthOptions> options, TimeProvider time) : IRepositoryKnowledge
{
    private static readonly KeyValuePair<string, object?> Hit = new("result", "hit");
    private static readonly KeyValuePair<string, object?> Stale = new("result", "stale");
    private static readonly KeyValuePair<string, object?> Miss = new("result", "miss");

    private readonly KnowledgeOptions options = options.Value.Knowledge;

    public ValueTask<KnownRepository?> FindAsync(RepositoryKey key, bool allowStale, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var finding = cache.Cache.TryGetAsync<KnownEntry>(key.ToString(), token: cancellationToken);
        return finding.IsCompletedSuccessfully
            ? new(Answer(finding.Result.GetValueOrDefault(), allowStale))
            : AwaitAsync(finding, allowStale);
    }

    public ValueTask RememberAsync(RepositoryKey key, KnownRepository repository, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(repository);
        var life = options.TimeToLive + (options.Jitter * Random.Shared.NextDouble());
        return cache.Cache.SetAsync(key.ToString(), KnownEntry.Of(repository, time.GetUtcNow() + life), token: cancellationToken);
    }

    public ValueTask ForgetAsync(RepositoryKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return cache.Cache.RemoveAsync(key.ToString(), token: cancellationToken);
    }

    private async ValueTask<KnownRepository?> AwaitAsync(
        ValueTask<ZiggyCreatures.Caching.Fusion.MaybeValue<KnownEntry>> finding, bool allowStale) =>
        Answer((await finding.ConfigureAwait(false)).GetValueOrDefault(), allowStale);

    private KnownRepository? Answer(KnownEntry? entry, bool allowStale)
    {
        var isStale = entry is not null && entry.Until <= time.GetUtcNow();
        var found = entry is not null && (allowStale || !isStale);
        BerthDiagnostics.KnowledgeLookups.Add(1, !found ? Miss : isStale ? Stale : Hit);
        return found ? entry!.ToRepository() : null;
    }
}
