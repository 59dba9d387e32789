using Berth.Lifecycle.Model;
using CsCheck;

namespace Berth.Tests.Lifecycle;

/// <summary>Random valid policies, made so that rules overlap and shield each other.</summary>
internal static class PolicyGen
{
    private static readonly string[] Patterns = ["*", "a*", "b*", "*a", "*b*", "a*b", "ab", "a*b*c", "*a*b*", "cache"];

    private static readonly string[] Prefixes = ["a", "b", "ab", "c", "ba"];

    private static readonly Gen<TagSelection> Tags = Gen.Frequency(
        (1, Gen.Const(TagSelection.Any)),
        (2, Gen.Const(TagSelection.Untagged)),
        (4, Gen.Int[0, Patterns.Length - 1].Select(static i => Patterns[i]).List[1, 3].Select(list => TagSelection.ByPatterns([.. list.Select(TagPattern.Parse)]))),
        (2, Gen.Int[0, Prefixes.Length - 1].Select(static i => Prefixes[i]).List[1, 2].Select(list => TagSelection.ByPrefixes(list))));

    private static readonly Gen<(LifecycleCount Count, LifecycleAction Action)> Counts = Gen.Frequency(
        (4, Gen.Select(Gen.Int[1, 6], Gen.Bool, static (n, expire) => (LifecycleCount.ImagesMoreThan(n), Either(expire)))),
        (4, Gen.Select(Gen.Int[1, 12], Gen.Bool, static (n, expire) => (LifecycleCount.DaysSincePushed(n), Either(expire)))),
        (2, Gen.Int[1, 12].Select(static n => (LifecycleCount.DaysSincePulled(n), LifecycleAction.TransitionToArchive))),
        (2, Gen.Int[90, 99].Select(static n => (LifecycleCount.DaysSinceTransitioned(n), LifecycleAction.Expire))));

    private static readonly Gen<LifecycleRule> Rule = Gen.Select(
        Gen.Int[1, 40],
        Tags,
        Counts,
        Gen.String.AlphaNumeric.Null(),
        static (priority, tags, count, description) => LifecycleRule.Create(priority, tags, count.Count, count.Action, description));

    /// <summary>Policies of up to eight rules: what ECR would refuse in a random list of rules is left out of it.</summary>
    public static Gen<LifecyclePolicy> Policy { get; } = Rule.List[1, 8].Select(Agreeing);

    private static LifecycleAction Either(bool expire) => expire ? LifecycleAction.Expire : LifecycleAction.TransitionToArchive;

    private static LifecyclePolicy Agreeing(List<LifecycleRule> rules)
    {
        var kept = new List<LifecycleRule>();
        LifecyclePolicy? policy = null;
        foreach (var rule in rules)
        {
            if (LifecyclePolicy.TryCreate([.. kept, rule], out var grown, out _))
            {
                kept.Add(rule);
                policy = grown;
            }
        }

        return policy!;
    }
}
