using System.Collections.Immutable;

namespace Berth.Emulator.Access.Policies;

/// <summary>One key of a condition block: the request's value must match at least one of the values, or none with a <c>Not</c> operator.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Key">The condition key.</param>
/// <param name="Values">The values of the document.</param>
internal sealed record PolicyCondition(ConditionOperator Operator, string Key, ImmutableArray<PolicyPattern> Values)
{
    /// <summary>Gets a value indicating whether the condition asks for a key or a variable that the emulator does not know.</summary>
    public bool IsUnknown { get; } = !ConditionKeys.IsKnown(Key) || Values.Any(static value => value.HasUnknownVariable);

    /// <summary>Returns whether the condition holds.</summary>
    public bool Holds(RequestContext context)
    {
        var actual = context.Values(Key);
        if (Operator.Test == ConditionTest.Null)
        {
            return Values.Any(value => value.Resolve(context) is { } expected && ConditionValue.Flag(expected) == actual.IsEmpty);
        }

        if (actual.IsEmpty)
        {
            return Operator.Set switch
            {
                ConditionSet.ForAllValues => true,
                ConditionSet.ForAnyValue => Operator.IfExists,
                _ => Operator.IfExists || Operator.IsNegated,
            };
        }

        return Operator.Set switch
        {
            ConditionSet.ForAllValues => actual.All(value => Matches(value, context) != Operator.IsNegated),
            ConditionSet.ForAnyValue => actual.Any(value => Matches(value, context) != Operator.IsNegated),
            _ => actual.Any(value => Matches(value, context)) != Operator.IsNegated,
        };
    }

    private bool Matches(string actual, RequestContext context)
    {
        foreach (var value in Values)
        {
            if (value.Resolve(context) is { } expected && ConditionValue.Matches(Operator.Test, expected, actual))
            {
                return true;
            }
        }

        return false;
    }
}
