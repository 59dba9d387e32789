using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Berth.Emulator.Access.Policies;

/// <summary>A text with the wildcards <c>*</c> and <c>?</c>, and in documents of version 2012-10-17 with variables such as <c>${aws:PrincipalTag/project}</c>.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"/>
internal sealed class PolicyPattern
{
    private readonly string text;
    private readonly (string Literal, string? Variable)[] parts;

    private PolicyPattern(string text, (string Literal, string? Variable)[] parts)
    {
        this.text = text;
        this.parts = parts;
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The text of the document.</param>
    /// <param name="hasWildcards">Whether <c>*</c> and <c>?</c> stand for others, or for themselves.</param>
    /// <param name="hasVariables">Whether <c>${key}</c> is a variable.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="reason">What is wrong with the text.</param>
    public static bool TryParse(
        string text,
        bool hasWildcards,
        bool hasVariables,
        [NotNullWhen(true)] out PolicyPattern? pattern,
        [NotNullWhen(false)] out string? reason)
    {
        pattern = null;
        var parts = new List<(string, string?)>();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]))
            {
                reason = "it has a control character";
                return false;
            }

            if (hasVariables && text.AsSpan(at).StartsWith("${"))
            {
                var end = text.IndexOf('}', at);
                var name = end < 0 ? string.Empty : text[(at + 2)..end];
                if (name is "*" or "?" or "$")
                {
                    literal.Append(name);
                }
                else if (ConditionKeys.IsKnown(name))
                {
                    parts.Add((literal.ToString(), name));
                    literal.Clear();
                }
                else
                {
                    reason = $"'${{{name}}}' is no variable that is filled here";
                    return false;
                }

                at = end;
                continue;
            }

            literal.Append(text[at] switch
            {
                '*' when hasWildcards => Wildcard.Any,
                '?' when hasWildcards => Wildcard.One,
                var other => other,
            });
        }

        parts.Add((literal.ToString(), null));
        pattern = new PolicyPattern(text, [.. parts]);
        reason = null;
        return true;
    }

    /// <summary>Gives the pattern for a request: variables filled, wildcards as <see cref="Wildcard"/> knows them.</summary>
    /// <returns>The text, or <see langword="null"/> where the request has no value for a variable; then nothing matches.</returns>
    public string? Resolve(RequestContext context)
    {
        if (parts.Length == 1)
        {
            return parts[0].Literal;
        }

        var resolved = new StringBuilder();
        foreach (var (literal, variable) in parts)
        {
            resolved.Append(literal);
            if (variable is null)
            {
                continue;
            }

            if (context[variable] is not { } value)
            {
                return null;
            }

            resolved.Append(value);
        }

        return resolved.ToString();
    }

    /// <summary>The text as it stands in the document.</summary>
    public override string ToString() => text;
}
