using Berth.Lifecycle.Merge;
using Berth.Lifecycle.Model;
using CsCheck;

namespace Berth.Tests.Lifecycle;

public sealed class LifecyclePolicyMergeTests
{
    private static readonly LifecycleRule Ours = LifecyclePolicy.Default.Rules[0];

    // Rules as PolicyText writes them.
    public static TheoryData<string, string, LifecycleMergeOutcome, string> Cases => new()
    {
        { "no policy yet", "", LifecycleMergeOutcome.Changed, "1:u:d3" },
        { "ours already", "1:u:d3", LifecycleMergeOutcome.Unchanged, "1:u:d3" },
        { "ours at another priority", "7:u:d3", LifecycleMergeOutcome.Unchanged, "7:u:d3" },
        { "operator's untagged rule with 1 day", "1:u:d1", LifecycleMergeOutcome.Unchanged, "1:u:d1" },
        { "operator's untagged rule with 30 days", "5:u:d30", LifecycleMergeOutcome.Unchanged, "5:u:d30" },
        { "operator's untagged rule by count", "2:u:c1", LifecycleMergeOutcome.Unchanged, "2:u:c1" },
        { "operator archives untagged images", "1:u:t10", LifecycleMergeOutcome.Unchanged, "1:u:t10" },
        { "untagged rule after tagged ones", "1:Pv*:c9 2:u:d9", LifecycleMergeOutcome.Unchanged, "1:Pv*:c9 2:u:d9" },
        { "untagged rule of the archive alone", "1:u:a90", LifecycleMergeOutcome.Changed, "1:u:a90 2:u:d3" },
        { "any rule with room before it", "10:any:d30", LifecycleMergeOutcome.Changed, "1:u:d3 10:any:d30" },
        { "any rule at 2", "2:any:c9", LifecycleMergeOutcome.Changed, "1:u:d3 2:any:c9" },
        { "any rule at 1 moves behind", "1:any:c100", LifecycleMergeOutcome.Changed, "1:u:d3 2:any:c100" },
        { "any rule with all numbers before it taken", "1:Pa*:c1 2:=b:c1 3:any:d9", LifecycleMergeOutcome.Changed, "1:Pa*:c1 2:=b:c1 3:u:d3 4:any:d9" },
        { "any rule moves over a taken number", "1:any:d9 2:any:a365", LifecycleMergeOutcome.Changed, "1:u:d3 2:any:a365 3:any:d9" },
        { "any rule with a gap before it", "1:Pa*:c1 3:any:d9", LifecycleMergeOutcome.Changed, "1:Pa*:c1 2:u:d3 3:any:d9" },
        { "any rule of the archive does not count", "1:any:a365", LifecycleMergeOutcome.Changed, "1:any:a365 2:u:d3" },
        { "any rule archives", "1:any:t30 2:any:a365", LifecycleMergeOutcome.Changed, "1:u:d3 2:any:a365 3:any:t30" },
        { "tagged rule at 1", "1:Pprod*:c10", LifecycleMergeOutcome.Changed, "1:Pprod*:c10 2:u:d3" },
        { "tagged rule elsewhere", "4:=v:d9", LifecycleMergeOutcome.Changed, "1:u:d3 4:=v:d9" },
        { "untagged and any", "1:u:d1 2:any:c9", LifecycleMergeOutcome.Unchanged, "1:u:d1 2:any:c9" },
        { "any at the greatest number", "2147483647:any:d1", LifecycleMergeOutcome.Changed, "1:u:d3 2147483647:any:d1" },
        { "a tagged rule at the greatest number", "1:Pa*:c1 2147483647:Pb*:d1", LifecycleMergeOutcome.Changed, "1:Pa*:c1 2:u:d3 2147483647:Pb*:d1" },
        { "49 rules", Many(49), LifecycleMergeOutcome.Changed, Many(49) + " 50:u:d3" },
        { "50 rules", Many(50), LifecycleMergeOutcome.Conflict, "50 rules" },
        { "50 rules, one untagged", Many(49) + " 50:u:d9", LifecycleMergeOutcome.Unchanged, Many(49) + " 50:u:d9" },
        { "49 rules and any at 50", Many(49) + " 50:any:d9", LifecycleMergeOutcome.Conflict, "50 rules" },
        { "48 rules and any at 49", Many(48) + " 49:any:d9", LifecycleMergeOutcome.Changed, Many(48) + " 49:u:d3 50:any:d9" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Merge_OperatorsPolicy_IsKeptAndAddedTo(string name, string current, LifecycleMergeOutcome outcome, string expected)
    {
        var result = LifecyclePolicyMerge.Merge(current.Length == 0 ? null : PolicyText.Parse(current).ToString(), LifecyclePolicy.Default);
        Assert.True(outcome == result.Outcome, $"{name}: {result.Reason}");
        if (outcome == LifecycleMergeOutcome.Conflict)
        {
            Assert.Null(result.Policy);
            Assert.Contains(expected, result.Reason, StringComparison.Ordinal);
            return;
        }

        Assert.True(PolicyText.Parse(expected).MeansTheSameAs(result.Policy), $"{name}: {result.Policy}");
        Assert.NotEmpty(result.Reason);
    }

    [Fact]
    public void Merge_PolicyOfTheFuture_IsLeftAlone()
    {
        var text = LifecyclePolicy.Default.ToString().Replace("\"type\":\"expire\"", "\"type\":\"freeze\"", StringComparison.Ordinal);
        var result = LifecyclePolicyMerge.Merge(text, LifecyclePolicy.Default);
        Assert.Equal(LifecycleMergeOutcome.Conflict, result.Outcome);
        Assert.Contains("/rules/0/action/type", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_TextOtherwiseWritten_IsUnchanged()
    {
        var text = """
            { "rules" : [
                { "action": { "type": "expire" },
                  "selection": { "countNumber": 3, "countUnit": "days", "countType": "sinceImagePushed", "storageClass": "standard", "tagStatus": "untagged" },
                  "description": "mine",
                  "rulePriority": 1 } ] }
            """;
        Assert.Equal(LifecycleMergeOutcome.Unchanged, LifecyclePolicyMerge.Merge(text, LifecyclePolicy.Default).Outcome);
        Assert.Equal(LifecycleMergeOutcome.Unchanged, LifecyclePolicyMerge.Replace(text, LifecyclePolicy.Default).Outcome);
    }

    [Fact]
    public void Merge_DescriptionsOfTheOperator_AreKept()
    {
        var current = LifecyclePolicy.Create(LifecycleRule.Create(1, TagSelection.Any, LifecycleCount.ImagesMoreThan(3), LifecycleAction.Expire, "ours for ever"));
        var result = LifecyclePolicyMerge.Merge(current.ToString(), LifecyclePolicy.Default);
        Assert.Equal("ours for ever", result.Policy!.Rules[1].Description);
        Assert.Contains("moves from priority 1 to 2", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5:Pv*:c20", "1:Pv*:c9", "5:Pv*:c20")]
    [InlineData("5:Pv*:c20", "1:Pw*:c9", "5:Pv*:c20 6:Pw*:c9")]
    [InlineData("5:Pv*:c20 6:any:d9", "1:Pw*:c9", "5:Pv*:c20 6:Pw*:c9 7:any:d9")]
    [InlineData("5:Pv*:c20 6:u:d9", "1:any:c9", "5:Pv*:c20 6:u:d9 7:any:c9")]
    [InlineData("5:any:c20", "1:any:c9", "5:any:c20")]
    [InlineData("5:any:c20", "1:any:a90", "1:any:a90 5:any:c20")]
    [InlineData("3:=v:c20", "1:u:d3 2:=w:c9 3:any:d90", "1:u:d3 3:=v:c20 4:=w:c9 5:any:d90")]
    public void Merge_SeveralDesiredRules_TakeNothingFromTheOperators(string current, string desired, string expected)
    {
        var result = LifecyclePolicyMerge.Merge(PolicyText.Parse(current).ToString(), PolicyText.Parse(desired));
        Assert.True(PolicyText.Parse(expected).MeansTheSameAs(result.Policy), $"{result.Policy} {result.Reason}");
    }

    [Fact]
    public void Merge_NoNumberLeftForAny_IsAConflict() => Assert.Equal(
        LifecycleMergeOutcome.Conflict,
        LifecyclePolicyMerge.Merge(PolicyText.Parse("2147483647:Pv*:c1").ToString(), PolicyText.Parse("1:any:d9")).Outcome);

    [Theory]
    [InlineData("1:u:d30", LifecycleMergeOutcome.Changed)]
    [InlineData("1:any:c9", LifecycleMergeOutcome.Changed)]
    [InlineData("1:u:d3", LifecycleMergeOutcome.Unchanged)]
    public void Replace_AnotherPolicy_IsReplaced(string current, LifecycleMergeOutcome outcome)
    {
        var result = LifecyclePolicyMerge.Replace(PolicyText.Parse(current).ToString(), LifecyclePolicy.Default);
        Assert.Equal(outcome, result.Outcome);
        Assert.True(LifecyclePolicy.Default.MeansTheSameAs(result.Policy));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public void Replace_NoneOrOneNotUnderstood_IsReplaced(string? current) =>
        Assert.Equal(LifecyclePolicy.Default, LifecyclePolicyMerge.Replace(current, LifecyclePolicy.Default).Policy);

    [Fact]
    public void Merge_AnyPolicy_KeepsEveryRuleInItsOrderAndSettles() => PolicyGen.Policy.Sample(
        static current =>
        {
            var result = LifecyclePolicyMerge.Merge(current.ToString(), LifecyclePolicy.Default);
            if (result.Outcome == LifecycleMergeOutcome.Conflict)
            {
                return current.Rules.Count == LifecyclePolicy.MaxRules;
            }

            var kept = result.Policy!.Rules.Where(rule => rule.Description != Ours.Description).ToList();
            bool SameOrder(StorageClass storageClass) =>
                current.Rules.Where(rule => rule.Selection.StorageClass == storageClass).Select(static rule => rule.At(1)).SequenceEqual(
                    kept.Where(rule => rule.Selection.StorageClass == storageClass).Select(static rule => rule.At(1)));
            return SameOrder(StorageClass.Standard)
                && SameOrder(StorageClass.Archive)
                && LifecyclePolicyMerge.Merge(result.Policy.ToString(), LifecyclePolicy.Default).Outcome == LifecycleMergeOutcome.Unchanged;
        },
        iter: 2_000);

    private static string Many(int count) => string.Join(' ', Enumerable.Range(1, count).Select(static i => $"{i}:=v{i}x:c{i}"));
}
