using System.Collections;
using System.Numerics;
using Berth.Lifecycle.Model;

namespace Berth.Lifecycle.Evaluation;

/// <summary>
/// The decision for each image, created when it is read: of 100,000 images few expire, and the reasons of the others are rarely read.
/// Bit n is the n-th rule by priority.
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
        relations.SubjectOf(index) is >= 0 and var subject ? Follow(index, this[subject]) : Decide(index);

    /// <summary>The decisions that are not to keep an image, in the given order of the images' numbers.</summary>
    public LifecycleDecision[] Actions(int[] order)
    {
        // Made in the order in which the images lie in memory, and then put into the order that is asked for.
        var actions = new LifecycleDecision?[images.Length];
        var count = 0;
        for (var image = 0; image < images.Length; image++)
        {
            if (MayBeActedOn(image) && this[image] is { Verdict: not LifecycleVerdict.Keep } decision)
            {
                actions[image] = decision;
                count++;
            }
        }

        var sorted = new LifecycleDecision[count];
        var next = 0;
        foreach (var image in order)
        {
            if (actions[image] is { } decision)
            {
                sorted[next++] = decision;
            }
        }

        return sorted;
    }

    public IEnumerator<LifecycleDecision> GetEnumerator()
    {
        for (var image = 0; image < images.Length; image++)
        {
            yield return this[image];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Whether the first rule that selects the image, or its subject, marks it.</summary>
    private bool MayBeActedOn(int image)
    {
        var decider = relations.SubjectOf(image) is >= 0 and var subject ? subject : image;
        return (selected[decider] & (0 - selected[decider]) & marked[decider]) != 0;
    }

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
            return Act(number, rules[first], LifecycleReason.BeyondRule, null);
        }

        return marked[number] == 0
            ? new LifecycleDecision(image, LifecycleVerdict.Keep, LifecycleReason.WithinRule, rules[first])
            : new LifecycleDecision(
                image, LifecycleVerdict.Keep, LifecycleReason.Shielded, rules[first], rules[BitOperations.TrailingZeroCount(marked[number])]);
    }

    private LifecycleDecision Follow(int number, LifecycleDecision subject)
    {
        var image = images[number];
        var goes = subject.Verdict == LifecycleVerdict.Expire
            || (subject.Verdict == LifecycleVerdict.Archive && image.StorageClass == StorageClass.Standard);
        return goes
            ? Act(number, subject.Rule!, LifecycleReason.FollowsSubject, subject)
            : new LifecycleDecision(image, LifecycleVerdict.Keep, LifecycleReason.FollowsSubject, cause: subject.Image.Digest);
    }

    private LifecycleDecision Act(int number, LifecycleRule rule, LifecycleReason reason, LifecycleDecision? subject)
    {
        var image = images[number];
        if (relations.IndexOf(number) is { } index)
        {
            return new LifecycleDecision(image, LifecycleVerdict.Failed, LifecycleReason.ReferencedByIndex, rule, cause: index);
        }

        var verdict = rule.Action == LifecycleAction.Expire ? LifecycleVerdict.Expire : LifecycleVerdict.Archive;
        return new LifecycleDecision(image, verdict, reason, rule, cause: subject?.Image.Digest);
    }
}
