using System.Diagnostics.CodeAnalysis;

namespace Berth.Emulator.Access.Policies;

/// <summary>A condition operator: a comparison with its prefix, its negation and its suffix.</summary>
/// <param name="Test">The comparison.</param>
/// <param name="IsNegated">Whether the operator is one of the <c>Not</c> operators.</param>
/// <param name="IfExists">Whether a key that the request does not have makes the condition true.</param>
/// <param name="Set">How a key with several values is compared.</param>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"/>
internal readonly record struct ConditionOperator(ConditionTest Test, bool IsNegated, bool IfExists, ConditionSet Set)
{
    private const string ExistsSuffix = "IfExists";
    private const string AnyPrefix = "ForAnyValue:";
    private const string AllPrefix = "ForAllValues:";

    private static readonly (string Name, ConditionTest Test)[] Negations =
    [
        ("StringNotEquals", ConditionTest.StringEquals),
        ("StringNotEqualsIgnoreCase", ConditionTest.StringEqualsIgnoreCase),
        ("StringNotLike", ConditionTest.StringLike),
        ("NumericNotEquals", ConditionTest.NumericEquals),
        ("DateNotEquals", ConditionTest.DateEquals),
        ("NotIpAddress", ConditionTest.IpAddress),
        ("ArnNotEquals", ConditionTest.ArnEquals),
        ("ArnNotLike", ConditionTest.ArnLike),
    ];

    private static readonly Dictionary<string, (ConditionTest Test, bool IsNegated)> Names =
        Enum.GetValues<ConditionTest>()
            .Select(static test => (Name: test.ToString(), Test: test, IsNegated: false))
            .Concat(Negations.Select(static negation => (negation.Name, negation.Test, IsNegated: true)))
            .ToDictionary(static name => name.Name, static name => (name.Test, name.IsNegated), StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the names without prefix and suffix, as a list for messages.</summary>
    public static string Known { get; } = string.Join(", ", Names.Keys.Order(StringComparer.Ordinal));

    /// <summary>Gets a value indicating whether <c>*</c> and <c>?</c> in the document's values are wildcards.</summary>
    public bool HasWildcards => Test is ConditionTest.StringLike or ConditionTest.ArnEquals or ConditionTest.ArnLike;

    /// <summary>Reads an operator such as <c>ForAnyValue:StringNotLikeIfExists</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ConditionOperator? condition)
    {
        var set = ConditionSet.None;
        foreach (var (prefix, value) in new[] { (AnyPrefix, ConditionSet.ForAnyValue), (AllPrefix, ConditionSet.ForAllValues) })
        {
            if (text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                set = value;
                text = text[prefix.Length..];
                break;
            }
        }

        var ifExists = text.EndsWith(ExistsSuffix, StringComparison.OrdinalIgnoreCase);
        text = ifExists ? text[..^ExistsSuffix.Length] : text;
        condition = Names.TryGetValue(text, out var found) && !(found.Test == ConditionTest.Null && (ifExists || set != ConditionSet.None))
            ? new ConditionOperator(found.Test, found.IsNegated, ifExists, set)
            : null;
        return condition is not null;
    }
}
