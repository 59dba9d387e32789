using System.Numerics;
using Berth.Lifecycle.Model;

namespace Berth.Lifecycle.Evaluation;

/// <summary>Marks, of the images that a rule selects, those beyond its count. Images must come from the newest to the oldest.</summary>
internal sealed class RuleMarker
{
    private readonly CountType[] types;
    private readonly int[] left;
    private readonly long[] limits;

    public RuleMarker(IReadOnlyList<LifecycleRule> rules, DateTimeOffset now)
    {
        types = [.. rules.Select(static rule => rule.Selection.Count.Type)];
        left = [.. rules.Select(static rule => rule.Selection.Count.Number)];
        limits = [.. left.Select(days => days > now.UtcTicks / TimeSpan.TicksPerDay ? long.MinValue : now.UtcTicks - (days * TimeSpan.TicksPerDay))];
    }

    /// <summary>The rules of <paramref name="selected"/> that mark the image; each call counts the image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="countedFrom">When its age begins, in UTC ticks: most rules need nothing else of it.</param>
    /// <param name="selected">The rules that select it.</param>
    public ulong Mark(LifecycleImage image, long countedFrom, ulong selected)
    {
        var marked = 0UL;
        for (var rest = selected; rest != 0; rest &= rest - 1)
        {
            var rule = BitOperations.TrailingZeroCount(rest);

            // Strictly more than so many days ago: an image of exactly that age is kept.
            var beyond = types[rule] switch
            {
                CountType.ImageCountMoreThan => !TakePlace(rule),
                CountType.SinceImagePushed => countedFrom < limits[rule],
                CountType.SinceImagePulled => image.UnusedSince.UtcTicks < limits[rule],
                _ => (image.LastArchivedAt ?? image.CountedFrom).UtcTicks < limits[rule],
            };
            if (beyond)
            {
                marked |= 1UL << rule;
            }
        }

        return marked;
    }

    /// <summary>Counts the image as one of those that the rule keeps, if its count is not reached.</summary>
    private bool TakePlace(int rule)
    {
        if (left[rule] == 0)
        {
            return false;
        }

        left[rule]--;
        return true;
    }
}
