using System.Net.Http.Headers;
using System.Text;

namespace Berth.Oci.Authentication;

/// <summary>One way in which a registry lets itself be opened: a scheme and its parameters.</summary>
/// <param name="Scheme">The scheme, in lower case: <c>basic</c>, <c>bearer</c> or another.</param>
/// <param name="Parameters">The parameters by their names in lower case.</param>
/// <remarks>https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1</remarks>
internal sealed record AuthenticationChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public string? Realm => Parameters.GetValueOrDefault("realm");

    public string? Service => Parameters.GetValueOrDefault("service");

    public string? Scope => Parameters.GetValueOrDefault("scope");

    public static IReadOnlyList<AuthenticationChallenge> Of(IEnumerable<AuthenticationHeaderValue> headers) =>
        [.. headers.Select(header => new AuthenticationChallenge(header.Scheme.ToLowerInvariant(), ParseParameters(header.Parameter)))];

    /// <summary>Reads <c>name=value, name="quoted \" value"</c>; what cannot be read is left out.</summary>
    public static IReadOnlyDictionary<string, string> ParseParameters(string? text)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        var rest = (text ?? string.Empty).AsSpan();
        while (true)
        {
            rest = rest.TrimStart(" \t,");
            var equals = rest.IndexOf('=');
            if (equals <= 0)
            {
                return parameters;
            }

            var name = rest[..equals].Trim().ToString().ToLowerInvariant();
            rest = rest[(equals + 1)..].TrimStart();
            parameters[name] = rest.StartsWith("\"") ? ReadQuoted(ref rest) : ReadToken(ref rest);
        }
    }

    private static string ReadToken(ref ReadOnlySpan<char> rest)
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
