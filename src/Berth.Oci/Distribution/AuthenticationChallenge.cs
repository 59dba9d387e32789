using System.Text;

namespace Berth.Oci.Distribution;

/// <summary>One challenge of a registry: a scheme and its parameters.</summary>
/// <param name="Scheme">The scheme in lower case: <c>basic</c>, <c>bearer</c> or another one.</param>
/// <param name="Parameters">The parameters by their names in lower case. Of two with one name the first is used.</param>
/// <remarks>https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1</remarks>
internal sealed record AuthenticationChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    private const int MaxLength = 16 * 1024;
    private const int MaxChallenges = 16;

    public string? Realm => Parameters.GetValueOrDefault("realm");

    public string? Service => Parameters.GetValueOrDefault("service");

    public string? Scope => Parameters.GetValueOrDefault("scope");

    /// <summary>Parses the values of <c>WWW-Authenticate</c>. One value may have several challenges; what is not a challenge is ignored.</summary>
    public static IReadOnlyList<AuthenticationChallenge> Parse(IEnumerable<string> headers)
    {
        var challenges = new List<AuthenticationChallenge>();
        foreach (var header in headers)
        {
            ParseHeader(header.AsSpan(0, Math.Min(header.Length, MaxLength)), challenges);
        }

        return challenges;
    }

    private static void ParseHeader(ReadOnlySpan<char> rest, List<AuthenticationChallenge> challenges)
    {
        Dictionary<string, string>? parameters = null;
        while (true)
        {
            rest = rest.TrimStart(" \t,");
            if (rest.IsEmpty)
            {
                return;
            }

            var length = TokenLength(rest);
            if (length == 0)
            {
                rest = rest[1..];
                continue;
            }

            var token = rest[..length].ToString().ToLowerInvariant();
            rest = rest[length..];
            var behind = rest.TrimStart(" \t");
            if (behind.StartsWith("="))
            {
                rest = behind[1..].TrimStart(" \t");
                var value = rest.StartsWith("\"") ? ReadQuoted(ref rest) : ReadUnquoted(ref rest);
                parameters?.TryAdd(token, value);
            }
            else if (challenges.Count < MaxChallenges)
            {
                parameters = new Dictionary<string, string>(StringComparer.Ordinal);
                challenges.Add(new AuthenticationChallenge(token, parameters));
            }
        }
    }

    private static int TokenLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || "!#$%&'*+-.^_`|~".Contains(text[length], StringComparison.Ordinal)))
        {
            length++;
        }

        return length;
    }

    /// <summary>Some registries write URLs without quotes, so that the value ends with the comma only.</summary>
    private static string ReadUnquoted(ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOf(',');
        var value = (end < 0 ? rest : rest[..end]).Trim().ToString();
        rest = end < 0 ? [] : rest[end..];
        return value;
    }

    private static string ReadQuoted(ref ReadOnlySpan<char> rest)
    {
        var value = new StringBuilder();
        var index = 1;
        for (; index < rest.Length && rest[index] != '"'; index++)
        {
            if (rest[index] == '\\' && index + 1 < rest.Length)
            {
                index++;
            }

            value.Append(rest[index]);
        }

        rest = index < rest.Length ? rest[(index + 1)..] : [];
        return value.ToString();
    }
}
