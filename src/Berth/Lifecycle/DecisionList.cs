using System.Collections;
using System.Numerics;

namespace Berth.Lifecycle;

/// <summary>
/// A decision for each image, made when it is asked for: of 100,000 images few are acted on, and nobody reads of the others why they stay.
/// Bit n of a word stands for the n-th rule by priority.
/// </summary>
internal sealed class DecisionList(
    IReadOnlyList<LifecycleRule> rules,
    LifecycleImage[] images,
    ulong[] selected,
    ulong[] marked,
    ImageRelations relations) : IReadOnlyList<LifecycleDecision>
{
    public int Count => images.Length;

    public LifecycleDecision this[int index] =>
        relations.SubjectOf(index) is >= 0 and var subject ? Follow(images[index], this[subject]) : Decide(index);

    /// <summary>Whether the image is more than kept, told without making the decision.</summary>
    public bool IsActedOn(int image)
    {
        var decider = relations.SubjectOf(image) is >= 0 and var subject ? subject : image;
        var isMarkedByFirst = (selected[decider] & (0 - selected[decider]) & marked[decider]) != 0;
        return isMarkedByFirst && (decider == image || this[image].Verdict != LifecycleVerdict.Keep);
    }

    public IEnumerator<LifecycleDecision> GetEnumerator()
    {
        for (var image = 0; image < images.Length; image++)
        {
            yield return this[image];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private LifecycleDecision Decide(int number)
    {
        var image = images[number];
        if (selected[number] == 0)
        {
            return new LifecycleDecision(image, LifecycleVerdict.Keep, LifecycleReason.NotSelected);
        }

        var first = BitOperations.TrailingZeroCount(selected[number]);
        if ((marked[number] & (1UL << first)) != 0)
        {
            return Act(image, rules[first], LifecycleReason.BeyondRule, null);
        }

        return marked[number] == 0
            ? new LifecycleDecision(image, LifecycleVerdict.Keep, LifecycleReason.WithinRule, rules[first])
            : new LifecycleDecision(
                image, LifecycleVerdict.Keep, LifecycleReason.Shielded, rules[first], rules[BitOperations.TrailingZeroCount(marked[number])]);
    }

    private LifecycleDecision Follow(LifecycleImage image, LifecycleDecision subject)
    {
        var goes = subject.Verdict == LifecycleVerdict.Expire
            || (subject.Verdict == LifecycleVerdict.Archive && image.StorageClass == StorageClass.Standard);
        return goes
            ? Act(image, subject.Rule!, LifecycleReason.FollowsSubject, subject)
            : new LifecycleDecision(image, LifecycleVerdict.Keep, LifecycleReason.FollowsSubject, cause: subject.Image.Digest);
    }

    private LifecycleDecision Act(LifecycleImage image, LifecycleRule rule, LifecycleReason reason, LifecycleDecision? subject)
    {
        if (relations.IndexOf(image) is { } index)
        {
            return new LifecycleDecision(image, LifecycleVerdict.Failed, LifecycleReason.ReferencedByIndex, rule, cause: index);
        }

        var verdict = rule.Action == LifecycleAction.Expire ? LifecycleVerdict.Expire : LifecycleVerdict.Archive;
        return new LifecycleDecision(image, verdict, reason, rule, cause: subject?.Image.Digest);
    }
}
