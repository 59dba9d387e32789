namespace Berth;

internal static class Wildcard
{
    /// <summary>Returns whether a text matches a pattern in which <c>*</c> matches any characters, or none.</summary>
    /// <remarks>Greedy with one backtracking point: usually linear, in the worst case the product of both lengths.</remarks>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int patternIndex = 0, textIndex = 0, star = -1, resume = 0;
        while (textIndex < text.Length)
        {
            if (patternIndex < pattern.Length && pattern[patternIndex] == '*')
            {
                star = patternIndex++;
                resume = textIndex;
            }
            else if (patternIndex < pattern.Length && pattern[patternIndex] == text[textIndex])
            {
                patternIndex++;
                textIndex++;
            }
            else if (star >= 0)
            {
                patternIndex = star + 1;
                textIndex = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[patternIndex..].TrimStart('*').IsEmpty;
    }
}
