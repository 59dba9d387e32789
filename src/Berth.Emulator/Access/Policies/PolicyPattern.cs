using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Berth.Emulator.Access.Policies;

/// <summary>A text with the wildcards <c>*</c> and <c>?</c>, and in documents of version 2012-10-17 with variables such as <c>${aws:PrincipalTag/project}</c>.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html"/>
internal sealed class PolicyPattern
{
    private readonly string text;
    private readonly Part[] parts;

    private PolicyPattern(string text, Part[] parts)
    {
        this.text = text;
        this.parts = parts;
    }

    /// <summary>Gets the names of the variables.</summary>
    public IEnumerable<string> Variables => parts.Select(static part => part.Variable).OfType<string>();

    /// <summary>Gets a value indicating whether a variable is not a key that the emulator knows.</summary>
    public bool HasUnknownVariable => Variables.Any(static name => !ConditionKeys.IsKnown(name));

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The text of the document.</param>
    /// <param name="hasWildcards">Whether <c>*</c> and <c>?</c> are wildcards.</param>
    /// <param name="hasVariables">Whether <c>${key}</c> and <c>${key, 'default'}</c> are variables.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="reason">Why the text is invalid.</param>
    public static bool TryParse(
        string text,
        bool hasWildcards,
        bool hasVariables,
        [NotNullWhen(true)] out PolicyPattern? pattern,
        [NotNullWhen(false)] out string? reason)
    {
        pattern = null;
        var parts = new List<Part>();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]))
            {
                reason = "remove its control character";
                return false;
            }

            if (hasVariables && text.AsSpan(at).StartsWith("${"))
            {
                var end = text.IndexOf('}', at);
                if (end < 0)
                {
                    reason = "close its variable with }";
                    return false;
                }

                var name = text[(at + 2)..end];
                if (name is "*" or "?" or "$")
                {
                    literal.Append(name);
                }
                else
                {
                    parts.Add(Part.Of(literal.ToString(), name));
                    literal.Clear();
                }

                at = end;
                continue;
            }

            literal.Append(text[at] switch
            {
                '*' when hasWildcards => IamWildcard.Any,
                '?' when hasWildcards => IamWildcard.One,
                var other => other,
            });
        }

        parts.Add(new Part(literal.ToString(), null, null));
        pattern = new PolicyPattern(text, [.. parts]);
        reason = null;
        return true;
    }

    /// <summary>Returns the pattern for a request: variables filled, wildcards as <see cref="IamWildcard"/> marks them.</summary>
    /// <returns>The text, or <see langword="null"/> if the request has no value for a variable; then nothing matches.</returns>
    public string? Resolve(RequestContext context)
    {
        if (parts.Length == 1)
        {
            return parts[0].Literal;
        }

        var resolved = new StringBuilder();
        foreach (var part in parts)
        {
            resolved.Append(part.Literal);
            if (part.Variable is null)
            {
                continue;
            }

            if ((context[part.Variable] ?? part.Default) is not { } value)
            {
                return null;
            }

            resolved.Append(value);
        }

        return resolved.ToString();
    }

    /// <summary>Gets the text of the document.</summary>
    public override string ToString() => text;

    /// <summary>A literal text and the variable that follows it.</summary>
    private sealed record Part(string Literal, string? Variable, string? Default)
    {
        /// <summary>Reads the text between the braces: a key, or a key and the value to use when the request does not have it.</summary>
        public static Part Of(string literal, string variable)
        {
            var comma = variable.IndexOf(',', StringComparison.Ordinal);
            return comma > 0 && variable[(comma + 1)..].Trim() is ['\'', .. var value, '\'']
                ? new Part(literal, variable[..comma].Trim(), value)
                : new Part(literal, variable.Trim(), null);
        }
    }
}
