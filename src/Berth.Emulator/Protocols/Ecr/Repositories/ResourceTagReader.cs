using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>Resource tags, between the wire and the state.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html"/>
internal static partial class ResourceTagReader
{
    public const int MaxTags = 50;
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;

    public static ImmutableSortedDictionary<string, string> Read(IReadOnlyList<TagShape?> shapes)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < shapes.Count; index++)
        {
            var member = $"tags.{index + 1}.member";
            var shape = shapes[index] ?? throw Check.Refuse(member, "Member must not be null");
            var key = CheckKey(Check.Required(shape.Key, member + ".key"));
            var value = CheckValue(Check.Required(shape.Value, member + ".value"), key);
            if (!tags.TryAdd(key, value))
            {
                throw new EcrErrorException(EcrError.InvalidTag($"Duplicate tag keys found: '{key}'"));
            }
        }

        return CheckCount(tags.ToImmutable());
    }

    public static ImmutableSortedDictionary<string, string> CheckCount(ImmutableSortedDictionary<string, string> tags) =>
        tags.Count <= MaxTags ? tags : throw new EcrErrorException(EcrError.TooManyTags(MaxTags));

    public static string CheckKey(string key)
    {
        if (key.Length is 0 or > MaxKeyLength)
        {
            throw new EcrErrorException(EcrError.InvalidTag($"A tag key must have 1 to {MaxKeyLength} characters"));
        }

        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
        {
            throw new EcrErrorException(EcrError.InvalidTag("aws: prefixed tag key names are not allowed for external use."));
        }

        return Letters().IsMatch(key) ? key : throw new EcrErrorException(EcrError.InvalidTag($"The tag key '{key}' has characters that are not allowed"));
    }

    private static string CheckValue(string value, string key)
    {
        if (value.Length > MaxValueLength)
        {
            throw new EcrErrorException(EcrError.InvalidTag($"The value of tag '{key}' must have at most {MaxValueLength} characters"));
        }

        return Letters().IsMatch(value)
            ? value
            : throw new EcrErrorException(EcrError.InvalidTag($"The value of tag '{key}' has characters that are not allowed"));
    }

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Letters();
}
