using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;

namespace Berth.Tests.Lifecycle;

/// <summary>
/// ECR's rules once more, written from their description alone, one sentence a statement, without a thought for speed:
/// the second implementation that the evaluator is compared with.
/// </summary>
internal static class NaiveLifecycle
{
    public static List<(LifecycleVerdict Verdict, int? Rule)> Evaluate(LifecyclePolicy policy, IReadOnlyList<LifecycleImage> images, DateTimeOffset now)
    {
        // 1. Sort rules by rulePriority.
        var rules = policy.Rules.OrderBy(static rule => rule.Priority).ToList();
        var ordinary = images.Where(image => SubjectOf(image, images) is null).ToList();

        // 2. Each rule on its own identifies its images among all images.
        var identified = rules.ToDictionary(static rule => rule, rule => ordinary.Where(image => Identifies(rule, image)).ToList());

        // 3. Within that set, mark.
        var marked = rules.ToDictionary(static rule => rule, rule => Mark(rule, identified[rule], images, now));

        // 4. Walk the rules in order; a rule acts on an image it marked only if no higher-priority rule identified it.
        var acted = new Dictionary<LifecycleImage, (LifecycleVerdict, int?)>(ReferenceEqualityComparer.Instance);
        foreach (var (place, rule) in rules.Index())
        {
            foreach (var image in marked[rule].Where(image => !rules.Take(place).Any(higher => identified[higher].Contains(image))))
            {
                // 5. An image that an index still references cannot be expired or archived.
                acted.Add(image, (Referenced(image, images) ? LifecycleVerdict.Failed : Verdict(rule), rule.Priority));
            }
        }

        // 6. Referrers follow their subject.
        return [.. images.Select(image => Result(image, images, acted))];
    }

    private static (LifecycleVerdict Verdict, int? Rule) Result(
        LifecycleImage image,
        IReadOnlyList<LifecycleImage> images,
        Dictionary<LifecycleImage, (LifecycleVerdict Verdict, int? Rule)> acted)
    {
        var decider = image;
        while (SubjectOf(decider, images) is { } subject)
        {
            decider = subject;
        }

        if (!acted.TryGetValue(decider, out var result))
        {
            return (LifecycleVerdict.Keep, null);
        }

        if (decider == image)
        {
            return result;
        }

        if (result.Verdict == LifecycleVerdict.Failed || (result.Verdict == LifecycleVerdict.Archive && image.StorageClass == StorageClass.Archive))
        {
            return (LifecycleVerdict.Keep, null);
        }

        return Referenced(image, images) ? (LifecycleVerdict.Failed, result.Rule) : result;
    }

    private static bool Identifies(LifecycleRule rule, LifecycleImage image)
    {
        var tags = image.Tags.Select(static tag => tag.ToString()).ToList();
        return rule.Selection.StorageClass == image.StorageClass && rule.Selection.Tags.Status switch
        {
            TagStatus.Any => true,
            TagStatus.Untagged => tags.Count == 0,
            _ => rule.Selection.Tags.Patterns.All(pattern => tags.Exists(tag => Matches(pattern.ToString(), tag)))
                && rule.Selection.Tags.Prefixes.All(prefix => tags.Exists(tag => tag.StartsWith(prefix, StringComparison.Ordinal))),
        };
    }

    private static List<LifecycleImage> Mark(LifecycleRule rule, List<LifecycleImage> identified, IReadOnlyList<LifecycleImage> images, DateTimeOffset now)
    {
        var number = rule.Selection.Count.Number;
        var age = TimeSpan.FromDays(number);
        return rule.Selection.Count.Type switch
        {
            CountType.ImageCountMoreThan =>
                [.. identified.OrderByDescending(Pushed).ThenByDescending(image => images.Index().First(entry => entry.Item == image).Index).Skip(number)],
            CountType.SinceImagePushed => identified.FindAll(image => now - Pushed(image) > age),
            CountType.SinceImagePulled => identified.FindAll(image => now - Pulled(image) > age),
            _ => identified.FindAll(image => now - (image.LastArchivedAt ?? Pushed(image)) > age),
        };
    }

    private static DateTimeOffset Pushed(LifecycleImage image) => image.LastActivatedAt ?? image.PushedAt;

    private static DateTimeOffset Pulled(LifecycleImage image)
    {
        var pulled = image.LastPulledAt;
        if (image.LastActivatedAt is { } restored && (pulled is null || pulled <= restored))
        {
            return restored;
        }

        return pulled ?? image.PushedAt;
    }

    private static LifecycleVerdict Verdict(LifecycleRule rule) =>
        rule.Action == LifecycleAction.Expire ? LifecycleVerdict.Expire : LifecycleVerdict.Archive;

    private static bool Referenced(LifecycleImage image, IReadOnlyList<LifecycleImage> images) =>
        images.Any(index => index.Children.Contains(image.Digest));

    private static LifecycleImage? SubjectOf(LifecycleImage image, IReadOnlyList<LifecycleImage> images) =>
        image.Subject is null ? null : images.FirstOrDefault(other => other.Digest == image.Subject);

    private static bool Matches(string pattern, string text) => pattern switch
    {
        "" => text.Length == 0,
        ['*', ..] => Enumerable.Range(0, text.Length + 1).Any(length => Matches(pattern[1..], text[length..])),
        _ => text.Length > 0 && text[0] == pattern[0] && Matches(pattern[1..], text[1..]),
    };
}
