using System.Collections.Immutable;

namespace Berth.Emulator.Access.Policies;

/// <summary>One key of a condition block: the request's value must fit at least one of the values.</summary>
internal sealed record PolicyCondition(ConditionOperator Operator, string Key, ImmutableArray<PolicyPattern> Values)
{
    /// <summary>Says whether the condition holds; a key that the request does not have makes it fail.</summary>
    public bool Holds(RequestContext context)
    {
        if (context[Key] is not { } actual)
        {
            return false;
        }

        foreach (var value in Values)
        {
            if (value.Resolve(context) is { } expected && Fits(expected, actual))
            {
                return true;
            }
        }

        return false;
    }

    private bool Fits(string expected, string actual) => Operator switch
    {
        ConditionOperator.StringEquals => expected == actual,
        ConditionOperator.StringLike => Wildcard.Matches(expected, actual),
        _ => Wildcard.MatchesArn(expected, actual),
    };
}
