using System.Collections.Immutable;
using System.Text.Json;

namespace Berth.Emulator.Access.Policies;

/// <summary>Reads the condition block of a statement. An operator or a key that is not evaluated is a fault.</summary>
internal sealed class ConditionReader(JsonShape shape)
{
    private static readonly string[] Operators = Enum.GetNames<ConditionOperator>();

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
            if (!Operators.Contains(member.Name))
            {
                shape.Refuse(place, "this condition operator is not evaluated by the emulator", $"use one of {string.Join(", ", Operators)}");
            }
            else if (shape.IsObject(member.Value, place))
            {
                var condition = Enum.Parse<ConditionOperator>(member.Name);
                conditions.AddRange(member.Value.EnumerateObject().Select(key => ReadKey(condition, key, place, hasVariables)));
            }
        }

        return conditions.ToImmutable();
    }

    private PolicyCondition ReadKey(ConditionOperator condition, JsonProperty member, string where, bool hasVariables)
    {
        where = $"{where}.{member.Name}";
        if (!ConditionKeys.IsKnown(member.Name))
        {
            shape.Refuse(where, "this condition key is not filled by the emulator, so the statement could never match", $"use one of {ConditionKeys.Known}");
        }

        var values = ImmutableArray.CreateBuilder<PolicyPattern>();
        foreach (var (text, place) in shape.Texts(member.Value, where))
        {
            var isArn = condition is ConditionOperator.ArnEquals or ConditionOperator.ArnLike;
            if (isArn && !text.Contains("${", StringComparison.Ordinal) && text.Split(':', 6).Length != 6)
            {
                shape.Refuse(place, $"'{text}' is no ARN", "write six fields joined by colons, each with * and ? as wildcards");
            }
            else if (PolicyPattern.TryParse(text, condition != ConditionOperator.StringEquals, hasVariables, out var pattern, out var reason))
            {
                values.Add(pattern);
            }
            else
            {
                shape.Refuse(place, $"'{text}' is refused", reason);
            }
        }

        return new PolicyCondition(condition, member.Name, values.ToImmutable());
    }
}
