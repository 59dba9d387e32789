using System.Collections.Concurrent;
using Berth.Emulator.Registry.Repositories;
using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;

namespace Berth.Emulator.Registry.Lifecycle;

/// <summary>The latest preview of each repository. Like ECR's they are nothing that lasts: a restart forgets them.</summary>
internal sealed class LifecyclePreviews
{
    private readonly ConcurrentDictionary<long, LifecyclePreview> latest = new();

    /// <summary>Previews a policy on the images as they are now.</summary>
    public void Start(Repository repository, LifecyclePolicy policy, string text, DateTimeOffset now) =>
        latest[repository.Id] = new LifecyclePreview(
            text,
            [.. LifecycleEvaluator.Evaluate(policy, LifecycleImages.Of(repository.Images), now).Actions
                .Where(decision => decision.Verdict != LifecycleVerdict.Failed)]);

    public LifecyclePreview? Find(Repository repository) => latest.GetValueOrDefault(repository.Id);
}
