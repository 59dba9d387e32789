using Berth.Repositories;
using Berth.Repositories.Changes;
using Berth.Repositories.Settings;
using Berth.Repositories.Settings.Tagging;

namespace Berth.Tests.Repositories;

public sealed class ResourceTagsDriftTests
{
    [Theory]
    [InlineData("a=1", "", MergeMode.Merge, "+a=1")]
    [InlineData("a=1", "a=1", MergeMode.Merge, "")]
    [InlineData("a=1", "b=2,a=1", MergeMode.Merge, "")]
    [InlineData("a=1", "a=2", MergeMode.Merge, "+a=1")]
    [InlineData("a=1,b=2", "a=1,c=3", MergeMode.Merge, "+b=2")]
    [InlineData("a=", "a=1", MergeMode.Merge, "+a=")]
    [InlineData("A=1", "a=1", MergeMode.Merge, "+A=1")]
    [InlineData("", "a=1", MergeMode.Merge, "")]
    [InlineData("a=1", "b=2", MergeMode.Replace, "-b=2 +a=1")]
    [InlineData("a=1", "a=1,b=2", MergeMode.Replace, "-b=2")]
    [InlineData("", "b=2", MergeMode.Replace, "-b=2")]
    [InlineData("a=1", "a=1,aws:x=y", MergeMode.Replace, "")]
    public void Between_DesiredAndObserved_AddsAndRemoves(string desired, string observed, MergeMode mode, string expected)
    {
        var changes = ResourceTagsDrift.Between(Parse(desired), Tags(observed), mode)
            .Select(drift => Assert.IsType<SettingDrift.Correctable>(drift).Change)
            .Select(change => change is RemoveTags ? "-" + change.Before : "+" + change.After);

        Assert.Equal(expected, string.Join(' ', changes));
    }

    [Fact]
    public void Between_MoreThanFiftyTogether_IsAConflict()
    {
        var foreign = string.Join(',', Enumerable.Range(0, 50).Select(number => $"k{number}=v"));

        var drift = Assert.Single(ResourceTagsDrift.Between(Parse("a=1"), Tags(foreign), MergeMode.Merge));

        Assert.Equal(ChangeOutcome.Conflict, Assert.IsType<SettingDrift.Left>(drift).Outcome);
        Assert.IsType<SettingDrift.Correctable>(Assert.Single(ResourceTagsDrift.Between(Parse("k1=w"), Tags(foreign), MergeMode.Merge)));
    }

    private static ResourceTags Parse(string text) => ResourceTags.Parse(text, "tags", [], [])!;

    private static ResourceTag[] Tags(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(tag => new ResourceTag(tag.Split('=')[0], tag.Split('=')[1]))];
}
