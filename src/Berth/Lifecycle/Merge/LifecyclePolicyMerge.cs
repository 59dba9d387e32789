using Berth.Lifecycle.Model;

namespace Berth.Lifecycle.Merge;

/// <summary>
/// Brings a desired lifecycle policy into a repository that may have one of its operator's: either kept and added to, or replaced.
/// Policies compare by meaning, never as text.
/// </summary>
public static class LifecyclePolicyMerge
{
    /// <summary>
    /// Keeps every rule of the existing policy and adds the desired ones that no existing rule covers. A desired rule counts as satisfied where
    /// a present one of the same storage class has the same selection of tags, whatever its number and action. An added rule takes its own priority,
    /// or else the next free one; one for tags goes after the present rules for tags, and every one before a rule for <c>any</c>. Where no number before that is free, the rule for <c>any</c> moves to
    /// the next free number, which changes nothing that it does: it was and stays the last of its storage class.
    /// </summary>
    /// <param name="current">The text of the existing policy, or <see langword="null"/> if it has no policy.</param>
    /// <param name="desired">The policy that is desired.</param>
    /// <returns>
    /// The policy to set, no change, or a conflict: the existing policy is not supported, or it has no free place for the rule.
    /// </returns>
    public static LifecycleMergeResult Merge(string? current, LifecyclePolicy desired)
    {
        ArgumentNullException.ThrowIfNull(desired);
        if (current is null)
        {
            return LifecycleMergeResult.Changed(desired, "the repository has no lifecycle policy");
        }

        if (!LifecyclePolicy.TryParse(current, out var present, out var refusal))
        {
            // It may use newer features of ECR: a policy that is not understood must not be rewritten.
            return LifecycleMergeResult.Conflict(
                $"the repository's lifecycle policy is not changed because it is not supported ({refusal}); add the rule by hand, or use replace mode");
        }

        var rules = present.Rules.ToList();
        var notes = new List<string>();
        foreach (var rule in desired.Rules)
        {
            if (Add(rules, rule, notes) is { } obstacle)
            {
                return LifecycleMergeResult.Conflict(obstacle);
            }
        }

        if (rules.Count == present.Rules.Count)
        {
            return LifecycleMergeResult.Unchanged(present, string.Join("; ", notes));
        }

        return LifecyclePolicy.TryCreate(rules, out var merged, out refusal)
            ? LifecycleMergeResult.Changed(merged, string.Join("; ", notes))
            : LifecycleMergeResult.Conflict(
                rules.Count > LifecyclePolicy.MaxRules
                    ? $"the repository's lifecycle policy has {present.Rules.Count} rules and a policy has at most {LifecyclePolicy.MaxRules}; remove or join rules of it, or use replace mode"
                    : $"the desired rules conflict with those of the repository's lifecycle policy ({refusal}); change either, or use replace mode");
    }

    /// <summary>Sets the desired policy in place of the present one, whatever that says, unless both mean the same.</summary>
    /// <param name="current">The text of the existing policy, or <see langword="null"/> if it has no policy.</param>
    /// <param name="desired">The policy that is desired.</param>
    /// <returns>The policy to set, or that nothing is to be set; never a conflict.</returns>
    public static LifecycleMergeResult Replace(string? current, LifecyclePolicy desired)
    {
        ArgumentNullException.ThrowIfNull(desired);
        if (current is null)
        {
            return LifecycleMergeResult.Changed(desired, "the repository has no lifecycle policy");
        }

        return LifecyclePolicy.TryParse(current, out var present, out _) && present.MeansTheSameAs(desired)
            ? LifecycleMergeResult.Unchanged(present, "the repository's lifecycle policy is the desired one")
            : LifecycleMergeResult.Changed(desired, "the repository's lifecycle policy differs from the desired one and is replaced");
    }

    /// <summary>Adds the rule if no existing rule covers it. Returns what prevents that, or <see langword="null"/>.</summary>
    private static string? Add(List<LifecycleRule> rules, LifecycleRule rule, List<string> notes)
    {
        var peers = rules.Where(other => other.Selection.StorageClass == rule.Selection.StorageClass).ToList();
        if (peers.Find(other => other.Selection.Tags == rule.Selection.Tags) is { } standing)
        {
            notes.Add(Text($"rule {standing.Priority} of the repository already selects {Name(rule)}"));
            return null;
        }

        // An image belongs to the first rule that selects it. Rules for tags therefore go after the operator's, so that they take nothing from
        // them; no other rule but one for any selects untagged images, so a rule for those may stand anywhere before that.
        var any = peers.Find(static other => other.Selection.Tags.Status == TagStatus.Any);
        var earliest = rule.Selection.Tags.Status == TagStatus.Untagged ? 0 : peers.Where(other => other != any).Select(static other => other.Priority).DefaultIfEmpty().Max();
        var taken = rules.Select(static other => other.Priority).ToHashSet();
        if ((Free(Math.Max(rule.Priority, earliest + 1L), any, taken) ?? Free(earliest + 1L, any, taken)) is { } priority)
        {
            rules.Add(rule.At(priority));
        }
        else if (any is not null && Free(any.Priority + 1L, null, taken) is { } moved)
        {
            rules[rules.IndexOf(any)] = any.At(moved);
            rules.Add(rule.At(any.Priority));
            notes.Add(Text($"the rule for any images moves from priority {any.Priority} to {moved} to make room"));
        }
        else
        {
            return Text($"no priority is free for a rule for {Name(rule)}; give the repository's rules lower numbers, or use replace mode");
        }

        notes.Add(Text($"a rule for {Name(rule)} is added at priority {rules[^1].Priority}"));
        return null;
    }

    /// <summary>The first number from <paramref name="start"/> on that is not taken and lies before <paramref name="limit"/>'s.</summary>
    private static int? Free(long start, LifecycleRule? limit, HashSet<int> taken)
    {
        for (var priority = start; priority < (limit?.Priority ?? int.MaxValue + 1L); priority++)
        {
            if (!taken.Contains((int)priority))
            {
                return (int)priority;
            }
        }

        return null;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Name(LifecycleRule rule) => rule.Selection.Tags.Status switch
    {
        TagStatus.Untagged => "untagged images",
        TagStatus.Any => "any images",
        _ => $"images tagged {string.Join(" and ", rule.Selection.Tags.Patterns.Select(static pattern => pattern.ToString()).Concat(rule.Selection.Tags.Prefixes.Select(static prefix => prefix + "*")))}",
    };
}
