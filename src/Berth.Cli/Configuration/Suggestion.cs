namespace Berth.Cli.Configuration;

/// <summary>Suggests a known name for an unknown one.</summary>
internal static class Suggestion
{
    private const int FarthestGuess = 2;
    private const int LongestWord = 64;

    public static string For(string word, IReadOnlyList<string> known)
    {
        if (word.Length > LongestWord)
        {
            return $"the keys here are {string.Join(", ", known)}";
        }

        var (nearest, distance) = known
            .Select(candidate => (candidate, Distance(word, candidate)))
            .MinBy(pair => pair.Item2);
        var all = string.Join(", ", known);
        return distance <= FarthestGuess ? $"did you mean '{nearest}'? The keys here are {all}" : $"the keys here are {all}";
    }

    private static int Distance(string left, string right)
    {
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var current = new int[right.Length + 1];
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
            }

            previous = current;
        }

        return previous[right.Length];
    }
}
