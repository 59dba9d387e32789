using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Berth.Lifecycle.Evaluation;
using Berth.Lifecycle.Model;
using Berth.Names;

namespace Berth.Tests.Lifecycle;

/// <summary>Images short enough for a table: <c>A[beta-1,prod-1]10</c> has two tags and is ten days old; what follows tells more.</summary>
internal static class ImageText
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static Digest DigestOf(string name) => Digest.OfSha256(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>Reads images; after the age may come p (last pulled), v (archived), r (restored) with days, i (lists) and s (subject) with names.</summary>
    public static LifecycleImage[] Parse(string text) => [.. text.Split(' ').Select(ParseOne)];

    public static DateTimeOffset DaysAgo(double days) => Now - TimeSpan.FromDays(days);

    private static LifecycleImage ParseOne(string text)
    {
        var open = text.IndexOf('[', StringComparison.Ordinal);
        var close = text.IndexOf(']', StringComparison.Ordinal);
        var facts = text[(close + 1)..].Split('/');
        var more = facts[1..].ToLookup(static fact => fact[0], static fact => fact[1..]);
        DateTimeOffset? Ago(char key) => more[key].Select(static days => (DateTimeOffset?)DaysAgo(double.Parse(days, CultureInfo.InvariantCulture))).SingleOrDefault();
        return new LifecycleImage
        {
            Digest = DigestOf(text[..open]),
            Tags = [.. text[(open + 1)..close].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Tag.Parse)],
            PushedAt = DaysAgo(double.Parse(facts[0], CultureInfo.InvariantCulture)),
            LastPulledAt = Ago('p'),
            LastArchivedAt = Ago('v'),
            LastActivatedAt = Ago('r'),
            StorageClass = more['v'].Any() && !more['r'].Any() ? StorageClass.Archive : StorageClass.Standard,
            Children = [.. more['i'].Select(DigestOf)],
            Subject = more['s'].Select(DigestOf).SingleOrDefault(),
        };
    }
}
