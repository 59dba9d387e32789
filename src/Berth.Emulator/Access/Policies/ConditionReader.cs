using System.Collections.Immutable;
using System.Text.Json;

namespace Berth.Emulator.Access.Policies;

/// <summary>Reads the condition block of a statement.</summary>
internal sealed class ConditionReader(JsonShape shape)
{
    /// <summary>Reads the block, if the statement has one.</summary>
    public ImmutableArray<PolicyCondition> Read(JsonElement statement, string where, bool hasVariables)
    {
        if (!statement.TryGetProperty("Condition", out var block) || !shape.IsObject(block, where += ".Condition"))
        {
            return [];
        }

        var conditions = ImmutableArray.CreateBuilder<PolicyCondition>();
        foreach (var member in block.EnumerateObject())
        {
            var place = $"{where}.{member.Name}";
            if (!ConditionOperator.TryParse(member.Name, out var condition))
            {
                shape.Refuse(
                    place,
                    "the condition operator does not exist",
                    $"use one of {ConditionOperator.Known}, with ForAnyValue: or ForAllValues: before it and IfExists after it where needed");
            }
            else if (shape.IsObject(member.Value, place))
            {
                conditions.AddRange(member.Value.EnumerateObject().Select(key => ReadKey(condition.Value, key, place, hasVariables)));
            }
        }

        return conditions.ToImmutable();
    }

    private PolicyCondition ReadKey(ConditionOperator condition, JsonProperty member, string where, bool hasVariables)
    {
        where = $"{where}.{member.Name}";
        var values = ImmutableArray.CreateBuilder<PolicyPattern>();
        foreach (var (text, place) in shape.Values(member.Value, where))
        {
            var hasVariable = hasVariables && text.Contains("${", StringComparison.Ordinal);
            var reason = hasVariable ? null : ConditionValue.Refuse(condition.Test, text);
            if (reason is null && PolicyPattern.TryParse(text, condition.HasWildcards, hasVariables, out var pattern, out reason))
            {
                values.Add(pattern);
            }
            else
            {
                shape.Refuse(place, $"'{text}' is invalid", reason!);
            }
        }

        return new PolicyCondition(condition, member.Name, values.ToImmutable());
    }
}
