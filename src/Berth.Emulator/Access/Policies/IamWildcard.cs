namespace Berth.Emulator.Access.Policies;

/// <summary>Matches texts against patterns whose wildcards are marked by two control characters, which no document can contain.</summary>
internal static class IamWildcard
{
    /// <summary>Stands for any run of characters, the empty one included.</summary>
    public const char Any = '\u0001';

    /// <summary>Stands for any one character.</summary>
    public const char One = '\u0002';

    /// <summary>Matches the whole of <paramref name="value"/>.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> value, bool ignoreCase = false) =>
        Matches(pattern, value, ignoreCase, isArn: false);

    /// <summary>
    /// Matches a resource's ARN. A <c>*</c> inside a field does not match a colon; one that ends a field does, as IAM documents it for the resource element.
    /// </summary>
    /// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"/>
    public static bool MatchesResource(ReadOnlySpan<char> pattern, ReadOnlySpan<char> arn) =>
        Matches(pattern, arn, ignoreCase: false, isArn: true);

    /// <summary>Matches an ARN in a condition: field by field, of which the sixth may hold colons.</summary>
    public static bool MatchesArn(string pattern, string arn)
    {
        var expected = pattern.Split(':', 6);
        var actual = arn.Split(':', 6);
        return expected.Length == actual.Length
            && expected.Zip(actual).All(static pair => Matches(pair.First, pair.Second));
    }

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> value, bool ignoreCase, bool isArn)
    {
        if (pattern.IndexOfAny(Any, One) < 0)
        {
            return pattern.Equals(value, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        }

        // reached[i]: the pattern so far matches the first i characters. Time is the product of both lengths, whatever the pattern.
        var reached = new bool[value.Length + 1];
        reached[0] = true;
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == Any)
            {
                var crossesColons = !isArn || at + 1 == pattern.Length || pattern[at + 1] == ':';
                for (var i = 1; i <= value.Length; i++)
                {
                    reached[i] |= reached[i - 1] && (crossesColons || value[i - 1] != ':');
                }

                continue;
            }

            for (var i = value.Length; i > 0; i--)
            {
                reached[i] = reached[i - 1] && IsSame(pattern[at], value[i - 1], ignoreCase);
            }

            reached[0] = false;
        }

        return reached[^1];
    }

    private static bool IsSame(char pattern, char value, bool ignoreCase) =>
        pattern == One
        || pattern == value
        || (ignoreCase && char.ToUpperInvariant(pattern) == char.ToUpperInvariant(value));
}
