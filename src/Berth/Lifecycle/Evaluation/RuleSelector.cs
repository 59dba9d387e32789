using Berth.Lifecycle.Model;

namespace Berth.Lifecycle.Evaluation;

/// <summary>Finds the rules that select an image: bit n is the n-th rule by priority. A policy has at most 50 rules, so 64 bits suffice.</summary>
internal sealed class RuleSelector
{
    private readonly PatternSet patterns = new();
    private readonly ulong[] any = new ulong[2];
    private readonly ulong[] untagged = new ulong[2];
    private readonly List<(ulong Rule, (int Word, ulong Mask)[] Needed)>[] tagged = [[], []];
    private readonly ulong[] met;

    public RuleSelector(IReadOnlyList<LifecycleRule> rules)
    {
        for (var number = 0; number < rules.Count; number++)
        {
            var rule = 1UL << number;
            var tags = rules[number].Selection.Tags;
            var storageClass = (int)rules[number].Selection.StorageClass;
            switch (tags.Status)
            {
                case TagStatus.Any:
                    any[storageClass] |= rule;
                    break;
                case TagStatus.Untagged:
                    untagged[storageClass] |= rule;
                    break;
                default:
                    tagged[storageClass].Add((rule, Mask(patterns.Add(tags))));
                    break;
            }
        }

        met = new ulong[patterns.Words];
    }

    /// <summary>The rules that select the image.</summary>
    public ulong Select(LifecycleImage image)
    {
        var storageClass = (int)image.StorageClass;
        var rules = any[storageClass];
        if (image.Tags.Count == 0)
        {
            return rules | untagged[storageClass];
        }

        if (tagged[storageClass].Count == 0)
        {
            return rules;
        }

        Array.Clear(met);
        for (var tag = 0; tag < image.Tags.Count; tag++)
        {
            patterns.Match(image.Tags[tag].ToString(), met);
        }

        foreach (var (rule, needed) in tagged[storageClass])
        {
            if (AllMet(needed))
            {
                rules |= rule;
            }
        }

        return rules;
    }

    private static (int Word, ulong Mask)[] Mask(int[] numbers) =>
        [.. numbers.GroupBy(static number => number >> 6, static (word, group) => (word, group.Aggregate(0UL, static (mask, number) => mask | (1UL << number))))];

    private bool AllMet((int Word, ulong Mask)[] needed)
    {
        foreach (var (word, mask) in needed)
        {
            if ((met[word] & mask) != mask)
            {
                return false;
            }
        }

        return true;
    }
}
