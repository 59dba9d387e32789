using System.Buffers.Binary;
using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;
using Berth.Names;

namespace Berth.Bench.Lifecycle;

/// <summary>Repositories and policies of the size that ECR allows at most: 100,000 images and 50 rules.</summary>
internal static class Workload
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Policies of 50 rules: of all kinds, of patterns that begin with a wildcard, and of lists of patterns.</summary>
    public static IEnumerable<(string Name, LifecyclePolicy Policy)> Policies()
    {
        yield return ("mixed", Fifty(static i => (i % 3) switch
        {
            0 => TagSelection.ByPrefixes($"team{i}-"),
            1 => TagSelection.ByPatterns(TagPattern.Parse($"team{i}-*-rc*")),
            _ => TagSelection.ByPatterns(TagPattern.Parse($"*-{i}"), TagPattern.Parse("team*")),
        }));
        yield return ("inner wildcards", Fifty(static i => TagSelection.ByPatterns(TagPattern.Parse($"*{i}*-*{i + 1}*"))));
        yield return ("lists of four", Fifty(static i => TagSelection.ByPatterns([.. Enumerable.Range(0, 4).Select(n => TagPattern.Parse($"*m{i}*{n}*"))])));
        yield return ("overlapping", Fifty(static i => TagSelection.ByPatterns(TagPattern.Parse(new string('*', 1 + (i % 2)) + "e*" + (i < 25 ? "" : $"-*{i % 9}")))));
    }

    /// <summary>Half with one tag, a quarter with two, a quarter untagged; every twentieth an index of the two before it, every thirtieth a referrer.</summary>
    public static LifecycleImage[] Images(int count)
    {
        var random = new Random(7);
        var digests = Enumerable.Range(0, count).Select(DigestOf).ToArray();
        return
        [
            .. Enumerable.Range(0, count).Select(i => new LifecycleImage
            {
                Digest = digests[i],
                Tags = [.. Enumerable.Range(0, (i % 4) switch { 0 => 0, 1 => 2, _ => 1 }).Select(n => Tag.Parse($"team{random.Next(60)}-{random.Next(20)}-rc{n}-build.{i}"))],
                PushedAt = Now - TimeSpan.FromMinutes(random.Next(1_000_000)),
                LastPulledAt = i % 3 == 0 ? Now - TimeSpan.FromMinutes(random.Next(100_000)) : null,
                Children = i % 20 == 19 ? [digests[i - 1], digests[i - 2]] : [],
                Subject = i % 30 == 29 ? digests[i - 5] : null,
            }),
        ];
    }

    private static Digest DigestOf(int number)
    {
        Span<byte> hash = stackalloc byte[32];
        new Random(number).NextBytes(hash);
        BinaryPrimitives.WriteInt32BigEndian(hash, number);
        return Digest.OfSha256(hash);
    }

    private static LifecyclePolicy Fifty(Func<int, TagSelection> tags) => LifecyclePolicy.Create(
    [
        .. Enumerable.Range(1, 48).Select(i => LifecycleRule.Create(
            i,
            tags(i),
            i % 2 == 0 ? LifecycleCount.ImagesMoreThan(i) : LifecycleCount.DaysSincePushed(i),
            i % 5 == 0 ? LifecycleAction.TransitionToArchive : LifecycleAction.Expire)),
        LifecycleRule.Create(49, TagSelection.Untagged, LifecycleCount.DaysSincePushed(3), LifecycleAction.Expire),
        LifecycleRule.Create(50, TagSelection.Any, LifecycleCount.ImagesMoreThan(50_000), LifecycleAction.Expire),
    ]);
}
