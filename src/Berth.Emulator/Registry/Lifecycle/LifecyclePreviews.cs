using System.Collections.Concurrent;
using Berth.Emulator.Registry.Repositories;
using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;

namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>The latest preview of each repository, in memory, for a day at most.</summary>
internal sealed class LifecyclePreviews
{
    /// <summary>How long a preview is kept.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<Repository, LifecyclePreview> latest = new();

    /// <summary>Gets the number of previews.</summary>
    public int Count => latest.Count;

    /// <summary>Previews a policy on the present images.</summary>
    public async ValueTask StartAsync(
        Repository repository, LifecyclePolicy policy, string text, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var images = await repository.GetImagesAsync(cancellationToken).ConfigureAwait(false);
        latest[repository] = new LifecyclePreview(
            text,
            [.. LifecycleEvaluator.Evaluate(policy, LifecycleImages.Of(images), now).Actions
                .Where(decision => decision.Verdict != LifecycleVerdict.Failed)],
            now);
    }

    public LifecyclePreview? Find(Repository repository) => latest.GetValueOrDefault(repository);

    /// <summary>Removes the previews of deleted repositories, and those that are older than a day.</summary>
    public void Purge(DateTimeOffset now)
    {
        foreach (var (repository, preview) in latest)
        {
            if (repository.IsDeleted || now - preview.CreatedAt > Lifetime)
            {
                latest.TryRemove(repository, out _);
            }
        }
    }
}
