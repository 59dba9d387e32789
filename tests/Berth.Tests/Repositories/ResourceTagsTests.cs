using Berth.Repositories.Settings.Tagging;
using CsCheck;

namespace Berth.Tests.Repositories;

public sealed class ResourceTagsTests
{
    private const string Allowed = "abcXYZ019 _.:/+-@é";

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("k=v", "k=v")]
    [InlineData("k=v,k2,k3 = v3", "k=v,k2=,k3=v3")]
    [InlineData(" k = v ", "k=v")]
    [InlineData("k=", "k=")]
    [InlineData("k=a=b", "k=a=b")]
    [InlineData("k==", "k==")]
    [InlineData("k=v,k=v", "k=v")]
    [InlineData("team:name=web/app +1@x.y_z-", "team:name=web/app +1@x.y_z-")]
    [InlineData("größe=naïve 日本", "größe=naïve 日本")]
    [InlineData("K=1,k=2", "K=1,k=2")]
    public void Parse_TextThatEcrTakes_GivesTags(string? text, string expected)
    {
        List<string> warnings = [];
        List<Fault> faults = [];

        var tags = ResourceTags.Parse(text, "tags", warnings, faults);

        Assert.Empty(faults);
        Assert.Empty(warnings);
        Assert.Equal(expected, tags!.ToString());
    }

    [Theory]
    [InlineData("=v", 1)]
    [InlineData("k=v,,k2=v2", 1)]
    [InlineData(",", 2)]
    [InlineData("k=v,", 1)]
    [InlineData(" = , =x", 2)]
    public void Parse_TagWithoutKey_IsLeftOutWithAWarning(string text, int count)
    {
        List<string> warnings = [];
        List<Fault> faults = [];

        Assert.NotNull(ResourceTags.Parse(text, "tags", warnings, faults));

        Assert.Empty(faults);
        Assert.Equal(count, warnings.Count);
    }

    [Theory]
    [InlineData("k=v;w", "U+003B")]
    [InlineData("k!=v", "U+0021")]
    [InlineData("k=<v>", "U+003C")]
    [InlineData("k=a\tb", "U+0009")]
    [InlineData("k=😀", "U+1F600")]
    [InlineData("aws:createdBy=me", "aws:")]
    [InlineData("AWS:x=me", "aws:")]
    [InlineData("k=a,k=b", "2 values")]
    public void Parse_TextThatEcrRefuses_IsAFault(string text, string reason)
    {
        List<Fault> faults = [];

        Assert.Null(ResourceTags.Parse(text, "tags", [], faults));

        Assert.Contains(reason, Assert.Single(faults).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LengthsAndCounts_AreCheckedAtTheirLimits()
    {
        var key = new string('k', 128);
        var value = new string('v', 256);
        var fifty = string.Join(',', Enumerable.Range(0, 50).Select(number => $"k{number}=v"));
        List<Fault> faults = [];
        Assert.NotNull(ResourceTags.Parse($"{key}={value}", "tags", [], faults));
        Assert.NotNull(ResourceTags.Parse(fifty, "tags", [], faults));
        Assert.Empty(faults);

        Assert.Null(ResourceTags.Parse($"{key}k={value}v,x!=;,{fifty}", "tags", [], faults));

        // All at once: a key too long, a value too long, a wrong key, a wrong value, too many tags.
        Assert.Equal(5, faults.Count);
    }

    [Fact]
    public void Parse_TagsThatWereWritten_AreTheSame() =>
        Gen.Select(Gen.Char[Allowed].Array[1, 20], Gen.Char[Allowed + "="].Array[0, 20])
            .Select((key, value) => new ResourceTag(new string(key).Trim(), new string(value).Trim()))
            .Where(tag => tag.Key.Length > 0)
            .List[0, 50]
            .Select(list => list.DistinctBy(tag => tag.Key).ToList())
            .Sample(list =>
            {
                List<Fault> faults = [];
                var tags = ResourceTags.Create(list, "tags", faults);
                Assert.Equal(tags, ResourceTags.Parse(tags!.ToString(), "tags", [], faults));
                Assert.Empty(faults);
            });
}
