using System.Globalization;
using System.Text;

namespace Berth.Repositories.Settings.Tagging;

/// <summary>The resource tags that a repository is to have: at most 50, each key once, all of them such as ECR takes.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html"/>
public sealed record ResourceTags
{
    /// <summary>The greatest number of tags on one repository.</summary>
    public const int MaxCount = 50;

    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;
    private const string ReservedPrefix = "aws:";
    private const string Punctuation = "_.:/=+-@";

    private ResourceTags(IReadOnlyList<ResourceTag> list) => List = list;

    /// <summary>Gets the absence of any tag.</summary>
    public static ResourceTags None { get; } = new([]);

    /// <summary>Gets the tags, in the order in which they were given.</summary>
    public IReadOnlyList<ResourceTag> List { get; }

    /// <summary>Parses tags that are written as <c>key=value,key2,key3 = value3</c>.</summary>
    /// <param name="text">
    /// The tags, separated by commas. White space around keys and values is cut off, a key alone has an empty value, and a tag without a key
    /// is left out with a warning. The value begins after the first equals sign. <see langword="null"/> and the empty text mean an empty set.
    /// </param>
    /// <param name="where">The name of the setting, for faults and warnings.</param>
    /// <param name="warnings">Takes a sentence for each tag that is left out.</param>
    /// <param name="faults">Takes everything that is wrong.</param>
    /// <returns>The tags, or <see langword="null"/> if <paramref name="faults"/> took any.</returns>
    public static ResourceTags? Parse(string? text, string where, ICollection<string> warnings, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(warnings);
        if (string.IsNullOrWhiteSpace(text))
        {
            return None;
        }

        var tags = new List<ResourceTag>();
        var part = 0;
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            part++;
            var equals = item.IndexOf('=', StringComparison.Ordinal);
            var (key, value) = equals < 0 ? (item, string.Empty) : (item[..equals].TrimEnd(), item[(equals + 1)..].TrimStart());
            if (key.Length == 0)
            {
                warnings.Add(string.Create(CultureInfo.InvariantCulture, $"{where}: tag {part} ('{item}') has no key and is left out"));
                continue;
            }

            tags.Add(new ResourceTag(key, value));
        }

        return Create(tags, where, faults);
    }

    /// <summary>Checks tags against ECR's rules.</summary>
    /// <param name="tags">The tags. A tag given twice with the same value counts once.</param>
    /// <param name="where">The name of the setting, for faults.</param>
    /// <param name="faults">Takes everything that is wrong.</param>
    /// <returns>The tags, or <see langword="null"/> if <paramref name="faults"/> took any.</returns>
    public static ResourceTags? Create(IEnumerable<ResourceTag> tags, string where, ICollection<Fault> faults)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(faults);
        ResourceTag[] distinct = [.. tags.Distinct()];
        var before = faults.Count;
        foreach (var tag in distinct)
        {
            CheckKey(tag.Key, where, faults);
            CheckValue(tag, where, faults);
        }

        foreach (var same in distinct.GroupBy(tag => tag.Key, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            faults.Add(new Fault(where, $"the key '{same.Key}' has {same.Count()} values", "give each key once"));
        }

        if (distinct.Length > MaxCount)
        {
            faults.Add(new Fault(where, $"there are {distinct.Length} tags", $"give at most {MaxCount}, the maximum that ECR accepts"));
        }

        return faults.Count > before ? null : new ResourceTags(distinct);
    }

    /// <summary>Whether both have the same tags, in whatever order.</summary>
    /// <param name="other">The other tags.</param>
    /// <returns>Whether they are equal.</returns>
    public bool Equals(ResourceTags? other) =>
        other is not null && List.Count == other.List.Count && List.All(other.List.Contains);

    /// <inheritdoc/>
    public override int GetHashCode() => List.Aggregate(0, static (hash, tag) => hash ^ tag.GetHashCode());

    /// <summary>The tags as they are parsed.</summary>
    /// <returns><c>key=value,key2=value2</c>.</returns>
    public override string ToString() => Write(List);

    internal static string Write(IEnumerable<ResourceTag> tags) => string.Join(',', tags.Select(static tag => $"{tag.Key}={tag.Value}"));

    private static void CheckKey(string key, string where, ICollection<Fault> faults)
    {
        if (key.Length is 0 or > MaxKeyLength)
        {
            faults.Add(new Fault(where, $"the key '{key}' has {key.Length} characters", $"give 1 to {MaxKeyLength}"));
        }

        if (key.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(new Fault(where, $"the key '{key}' begins with '{ReservedPrefix}', which is reserved for AWS", "give another key"));
        }

        CheckCharacters("key", key, where, faults);
    }

    private static void CheckValue(ResourceTag tag, string where, ICollection<Fault> faults)
    {
        if (tag.Value.Length > MaxValueLength)
        {
            faults.Add(new Fault(where, $"the value of '{tag.Key}' has {tag.Value.Length} characters", $"give at most {MaxValueLength}"));
        }

        CheckCharacters("value", tag.Value, where, faults);
    }

    private static void CheckCharacters(string part, string text, string where, ICollection<Fault> faults)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsAllowed(rune))
            {
                faults.Add(new Fault(
                    where,
                    string.Create(CultureInfo.InvariantCulture, $"the {part} '{text}' contains U+{rune.Value:X4}"),
                    $"use letters, digits, spaces and {Punctuation}"));
                return;
            }
        }
    }

    // AWS's own pattern for tags: [\p{L}\p{Z}\p{N}_.:/=+\-@]*.
    private static bool IsAllowed(Rune rune) =>
        Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.IsSeparator(rune)
        || (rune.IsAscii && Punctuation.Contains((char)rune.Value, StringComparison.Ordinal));
}
