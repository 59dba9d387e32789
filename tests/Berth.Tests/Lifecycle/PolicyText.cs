using System.Globalization;
using Berth.Lifecycle.Model;

namespace Berth.Tests.Lifecycle;

/// <summary>
/// Policies short enough for a table: rules as <c>priority:selection:count</c>, separated by blanks. Selections are <c>u</c> (untagged), <c>any</c>,
/// <c>P</c> with patterns and <c>=</c> with prefixes, joined by ampersands; counts are <c>c</c> (images), <c>d</c> (days since the push), <c>t</c> (the same,
/// to the archive), <c>p</c> (days since the pull, to the archive), <c>n</c> (images, to the archive) and <c>a</c> (days in the archive).
/// </summary>
internal static class PolicyText
{
    public static LifecyclePolicy Parse(string rules) => LifecyclePolicy.Create([.. rules.Split(' ').Select(Rule)]);

    private static LifecycleRule Rule(string text)
    {
        var parts = text.Split(':');
        var number = int.Parse(parts[2][1..], CultureInfo.InvariantCulture);
        var tags = parts[1] switch
        {
            "u" => TagSelection.Untagged,
            "any" => TagSelection.Any,
            ['P', .. var pattern] => TagSelection.ByPatterns([.. pattern.Split('&').Select(TagPattern.Parse)]),
            _ => TagSelection.ByPrefixes(parts[1][1..].Split('&')),
        };
        var (count, action) = parts[2][0] switch
        {
            'c' => (LifecycleCount.ImagesMoreThan(number), LifecycleAction.Expire),
            'd' => (LifecycleCount.DaysSincePushed(number), LifecycleAction.Expire),
            'n' => (LifecycleCount.ImagesMoreThan(number), LifecycleAction.TransitionToArchive),
            't' => (LifecycleCount.DaysSincePushed(number), LifecycleAction.TransitionToArchive),
            'p' => (LifecycleCount.DaysSincePulled(number), LifecycleAction.TransitionToArchive),
            _ => (LifecycleCount.DaysSinceTransitioned(number), LifecycleAction.Expire),
        };
        return LifecycleRule.Create(int.Parse(parts[0], CultureInfo.InvariantCulture), tags, count, action);
    }
}
