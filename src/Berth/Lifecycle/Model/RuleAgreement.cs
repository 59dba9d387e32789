namespace Berth.Lifecycle.Model;

/// <summary>ECR's constraints on the rules of one policy together.</summary>
internal static class RuleAgreement
{
    public static List<LifecyclePolicyFault> Check(IReadOnlyList<(string Where, LifecycleRule Rule)> rules)
    {
        var faults = new List<LifecyclePolicyFault>();
        switch (rules.Count)
        {
            case 0:
                faults.Add(new LifecyclePolicyFault("/rules", LifecycleTexts.TooFewRules()));
                break;
            case > LifecyclePolicy.MaxRules:
                faults.Add(new LifecyclePolicyFault("/rules", LifecycleTexts.TooManyRules(rules.Count)));
                break;
        }

        foreach (var (where, _) in Repeated(rules, static rule => rule.Priority))
        {
            faults.Add(new LifecyclePolicyFault($"{where}/rulePriority", LifecycleTexts.PrioritiesNotUnique));
        }

        foreach (var storageClass in rules.GroupBy(static entry => entry.Rule.Selection.StorageClass))
        {
            CheckClass([.. storageClass], faults);
        }

        return faults;
    }

    private static void CheckClass(List<(string Where, LifecycleRule Rule)> rules, List<LifecyclePolicyFault> faults)
    {
        var untagged = rules.Where(static entry => entry.Rule.Selection.Tags.Status == TagStatus.Untagged).Skip(1).ToList();
        if (untagged.Count > 0)
        {
            faults.Add(new LifecyclePolicyFault($"{untagged[0].Where}/selection/tagStatus", LifecycleTexts.OneUntagged));
        }

        // Two rules for any cannot both be last, so there is at most one.
        var last = rules.Max(static entry => entry.Rule.Priority);
        var early = rules
            .Where(static entry => entry.Rule.Selection.Tags.Status == TagStatus.Any)
            .OrderByDescending(static entry => entry.Rule.Priority)
            .SkipWhile((entry, index) => index == 0 && entry.Rule.Priority == last)
            .ToList();
        if (early.Count > 0)
        {
            faults.Add(new LifecyclePolicyFault($"{early[0].Where}/rulePriority", LifecycleTexts.AnyIsLast));
        }

        var byPrefix = rules.Where(static entry => entry.Rule.Selection.Tags.Prefixes.Count > 0);
        foreach (var (where, _) in Repeated(byPrefix, static rule => rule.Selection.Tags))
        {
            faults.Add(new LifecyclePolicyFault($"{where}/selection/tagPrefixList", LifecycleTexts.PrefixSetsNotUnique));
        }
    }

    private static IEnumerable<(string Where, LifecycleRule Rule)> Repeated<TKey>(
        IEnumerable<(string Where, LifecycleRule Rule)> rules,
        Func<LifecycleRule, TKey> key) =>
        rules.GroupBy(entry => key(entry.Rule)).SelectMany(static group => group.Skip(1));
}
