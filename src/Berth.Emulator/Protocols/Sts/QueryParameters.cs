using System.Globalization;
using System.Text.RegularExpressions;

namespace Berth.Emulator.Protocols.Sts;

/// <summary>The parameters of a Query request, with the constraints of the API's shapes. What does not fit is collected and refused together.</summary>
/// <seealso href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html"/>
internal sealed class QueryParameters(IReadOnlyDictionary<string, string> values)
{
    private readonly List<string> refusals = [];

    /// <summary>Reads a text.</summary>
    /// <param name="name">The parameter's name, such as <c>RoleArn</c>.</param>
    /// <param name="least">The least number of characters.</param>
    /// <param name="most">The greatest number of characters.</param>
    /// <param name="grammar">What the text must match, or <see langword="null"/>.</param>
    /// <param name="isRequired">Whether it must be there.</param>
    public string? Text(string name, int least, int most, Regex? grammar = null, bool isRequired = false)
    {
        if (!values.TryGetValue(name, out var value))
        {
            if (isRequired)
            {
                refusals.Add($"Value null at '{Member(name)}' failed to satisfy constraint: Member must not be null");
            }

            return null;
        }

        Demand(value.Length >= least, name, value, $"Member must have length greater than or equal to {least}");
        Demand(value.Length <= most, name, value, $"Member must have length less than or equal to {most}");
        Demand(grammar is null || grammar.IsMatch(value), name, value, $"Member must satisfy regular expression pattern: {PatternOf(grammar)}");
        return value;
    }

    /// <summary>Reads a whole number.</summary>
    public int Number(string name, int least, int most, int otherwise)
    {
        if (!values.TryGetValue(name, out var text))
        {
            return otherwise;
        }

        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw new StsException(new StsError(400, "MalformedInput", $"'{text}' at '{Member(name)}' is not a whole number"));
        }

        Demand(number >= least, name, text, $"Member must have value greater than or equal to {least}");
        Demand(number <= most, name, text, $"Member must have value less than or equal to {most}");
        return number;
    }

    /// <summary>Counts the members of a list, <c>Name.member.1</c> and so on; the first missing number ends it, as does one too many.</summary>
    public IEnumerable<string> Members(string name, int most)
    {
        var count = 0;
        while (count <= most && values.Keys.Any(key => IsWithin(key, $"{name}.member.{count + 1}")))
        {
            count++;
        }

        Demand(count <= most, name, $"[more than {most} members]", $"Member must have length less than or equal to {most}");
        return Enumerable.Range(1, count).Select(index => $"{name}.member.{index}");
    }

    /// <summary>Refuses the request if anything did not fit.</summary>
    public void Check()
    {
        if (refusals.Count > 0)
        {
            var count = refusals.Count == 1 ? "1 validation error" : $"{refusals.Count} validation errors";
            throw new StsException(StsError.Validation($"{count} detected: {string.Join("; ", refusals)}"));
        }
    }

    private static bool IsWithin(string key, string member) =>
        key.StartsWith(member, StringComparison.Ordinal) && (key.Length == member.Length || key[member.Length] == '.');

    // AWS names members in camel case, whatever the parameter's own.
    private static string Member(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    // The grammars stand between anchors that the API's own patterns leave to be understood.
    private static string PatternOf(Regex? grammar) => grammar?.ToString()[1..^2] ?? string.Empty;

    private void Demand(bool isMet, string name, string value, string constraint)
    {
        if (!isMet)
        {
            refusals.Add($"Value '{value}' at '{Member(name)}' failed to satisfy constraint: {constraint}");
        }
    }
}
