using Berth.Lifecycle.Model;

namespace Berth.Lifecycle.Evaluation;

/// <summary>Evaluates what a lifecycle policy does to a repository. It is a pure function: the same policy, images and time give the same decisions.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html"/>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html"/>
public static class LifecycleEvaluator
{
    /// <summary>
    /// Evaluates a policy. Each rule by itself selects its images among all of its storage class and marks those beyond its count; then only the
    /// first rule that selects an image may act on it. An image that an index lists stays, reported as failed. A referrer whose subject is in the
    /// repository is selected by no rule: it goes with its subject.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <param name="images">
    /// All images of the repository, each digest once, in the order in which they were pushed: of two that were pushed at the same time, the later in
    /// the list is the newer.
    /// </param>
    /// <param name="now">The time of the evaluation.</param>
    /// <returns>A decision with its rule and reason for each image.</returns>
    public static LifecycleEvaluation Evaluate(LifecyclePolicy policy, IReadOnlyList<LifecycleImage> images, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(images);
        LifecycleImage[] all = [.. images];
        var relations = new ImageRelations(all);
        var selector = new RuleSelector(policy.Rules);
        var selected = new ulong[all.Length];
        for (var image = 0; image < all.Length; image++)
        {
            selected[image] = relations.SubjectOf(image) < 0 ? selector.Select(all[image]) : 0;
        }

        var (order, times) = OldestFirst(all);
        var marked = new ulong[all.Length];
        var marker = new RuleMarker(policy.Rules, now);
        for (var place = order.Length - 1; place >= 0; place--)
        {
            var image = order[place];
            marked[image] = marker.Mark(all[image], times[place], selected[image]);
        }

        return new LifecycleEvaluation(new DecisionList(policy.Rules, all, selected, marked, relations), order);
    }

    /// <summary>The images' numbers by the time of their push or restoration; those of the same time in the order in which they were given.</summary>
    private static (int[] Order, long[] Times) OldestFirst(LifecycleImage[] images)
    {
        var times = new long[images.Length];
        var order = new int[images.Length];
        var sorted = true;
        for (var image = 0; image < images.Length; image++)
        {
            order[image] = image;
            times[image] = images[image].CountedFrom.UtcTicks;
            sorted &= image == 0 || times[image - 1] <= times[image];
        }

        if (sorted)
        {
            return (order, times);
        }

        Array.Sort(times, order);
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && times[end] == times[start]; end++)
            {
            }

            if (end - start > 1)
            {
                Array.Sort(order, start, end - start);
            }
        }

        return (order, times);
    }
}
