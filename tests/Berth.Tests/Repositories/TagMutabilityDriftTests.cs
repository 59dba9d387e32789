using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Settings;
using Berth.Repositories.Settings.Mutability;
using CsCheck;

namespace Berth.Tests.Repositories;

public sealed class TagMutabilityDriftTests
{
    // Settings are written as I (immutable), M (mutable), I:filters and M:filters; "=" is no difference, "!" a conflict.
    [Theory]
    [InlineData("I:cache", "I", MergeMode.Merge, "I:cache")]
    [InlineData("I:cache", "I:cache", MergeMode.Merge, "=")]
    [InlineData("I:cache", "I:cache*", MergeMode.Merge, "=")]
    [InlineData("I:cache", "I:*", MergeMode.Merge, "=")]
    [InlineData("I:cache", "I:*che", MergeMode.Merge, "=")]
    [InlineData("I:cache", "I:c*e", MergeMode.Merge, "=")]
    [InlineData("I:cache", "I:latest", MergeMode.Merge, "I:cache latest")]
    [InlineData("I:cache", "I:caches", MergeMode.Merge, "I:cache caches")]
    [InlineData("I:cache", "I:cache-*", MergeMode.Merge, "I:cache cache-*")]
    [InlineData("I:cache", "I:a b c d", MergeMode.Merge, "I:a b c cache d")]
    [InlineData("I:cache", "I:a b c d e", MergeMode.Merge, "!")]
    [InlineData("I:cache", "I:a b c d cache", MergeMode.Merge, "=")]
    [InlineData("I:cache", "I:a b c d ca*", MergeMode.Merge, "=")]
    [InlineData("I:cache*", "I:cache", MergeMode.Merge, "I:cache cache*")]
    [InlineData("I:cache*", "I:ca*", MergeMode.Merge, "=")]
    [InlineData("I:cache*", "I:*cache", MergeMode.Merge, "I:*cache cache*")]
    [InlineData("I:cache x", "I:x", MergeMode.Merge, "I:cache x")]
    [InlineData("I:cache x", "I:a b c d", MergeMode.Merge, "!")]
    [InlineData("I:cache", "M", MergeMode.Merge, "I:cache")]
    [InlineData("I:cache", "M:release-*", MergeMode.Merge, "I:cache")]
    [InlineData("I", "I", MergeMode.Merge, "=")]
    [InlineData("I", "M", MergeMode.Merge, "I")]
    [InlineData("M", "I", MergeMode.Merge, "M")]
    [InlineData("M:v*", "M:release", MergeMode.Merge, "M:release v*")]
    [InlineData("I:cache", "I:latest", MergeMode.Replace, "I:cache")]
    [InlineData("I:cache", "I:cache*", MergeMode.Replace, "I:cache")]
    [InlineData("I:cache", "I:a b c d e", MergeMode.Replace, "I:cache")]
    [InlineData("I:cache x", "I:x cache", MergeMode.Replace, "=")]
    public void Between_DesiredAndObserved_UnitesOrReplaces(string desired, string observed, MergeMode mode, string expected)
    {
        var drift = TagMutabilitySetting.Compare(Parse(desired), Parse(observed), mode);

        switch (expected)
        {
            case "=":
                Assert.Null(drift);
                break;
            case "!":
                Assert.Equal(ChangeOutcome.Conflict, Assert.IsType<SettingDrift.Left>(drift).Outcome);
                break;
            default:
                var change = Assert.IsType<PutTagMutability>(Assert.IsType<SettingDrift.Correctable>(drift).Change);
                Assert.Equal(Parse(expected), change.To);
                break;
        }
    }

    [Theory]
    [InlineData(ReconcileScope.Immutable, "I:cache", "I", false)]
    [InlineData(ReconcileScope.Immutable, "I:cache", "I:latest", false)]
    [InlineData(ReconcileScope.Immutable, "I:cache", "M", true)]
    [InlineData(ReconcileScope.Immutable, "I:cache", "M:x", true)]
    [InlineData(ReconcileScope.Immutable, "I", "I:cache", true)]
    [InlineData(ReconcileScope.Immutable, "M", "M", false)]
    [InlineData(ReconcileScope.Immutable, null, "M", false)]
    [InlineData(ReconcileScope.All, "I:cache", "M", false)]
    [InlineData(ReconcileScope.All, "I:cache", "M:x", false)]
    [InlineData(ReconcileScope.None, "I:cache", "I", true)]
    [InlineData(ReconcileScope.None, "I:cache", "I:cache", true)]
    public void ReasonToSkip_ScopeAndMutability_Decide(ReconcileScope scope, string? desired, string observed, bool skipped) =>
        Assert.Equal(skipped, TagMutabilitySetting.ReasonToSkip(scope, desired is null ? null : Parse(desired), Parse(observed)) is not null);

    [Fact]
    public void Between_AppliedUnion_LeavesNoDriftAndLosesNoFilter() =>
        Gen.Select(Gen.Char["ab*"].Array[1, 4].Select(letters => new string(letters)).Where(text => ExclusionFilter.TryParse(text, out _)).Array[1, 5], Gen.Int[1, 4])
            .Sample((filters, split) =>
            {
                var desired = Parse("I:" + string.Join(' ', filters.Take(split)));
                var observed = Parse("I:" + string.Join(' ', filters.Skip(split).DefaultIfEmpty("z")));
                if (TagMutabilitySetting.Compare(desired, observed, MergeMode.Merge) is SettingDrift.Correctable { Change: PutTagMutability change })
                {
                    Assert.Null(TagMutabilitySetting.Compare(desired, change.To, MergeMode.Merge));
                    Assert.Subset(change.To.Filters.ToHashSet(), observed.Filters.ToHashSet());
                }
            });

    private static TagMutability Parse(string text)
    {
        var filters = text.Contains(':', StringComparison.Ordinal) ? text[2..].Split(' ').Select(ExclusionFilter.Parse).ToArray() : [];
        var mode = (text[0], filters.Length > 0) switch
        {
            ('I', true) => TagMutabilityMode.ImmutableWithExclusion,
            ('I', false) => TagMutabilityMode.Immutable,
            (_, true) => TagMutabilityMode.MutableWithExclusion,
            _ => TagMutabilityMode.Mutable,
        };
        return TagMutability.Create(mode, filters)!;
    }
}
