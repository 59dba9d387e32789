using Berth.Lifecycle.Model;
using Berth.Names;
using CsCheck;

namespace Berth.Tests.Lifecycle;

public sealed class TagPatternTests
{
    [Theory]
    [InlineData("prod*", "prod", true)]
    [InlineData("prod*", "prod1", true)]
    [InlineData("prod*", "production-team1", true)]
    [InlineData("prod*", "repo-production", false)]
    [InlineData("*prod*", "repo-production", true)]
    [InlineData("*prod*", "prod", true)]
    [InlineData("*prod*", "prd", false)]
    [InlineData("*", "anything", true)]
    [InlineData("cache", "cache", true)]
    [InlineData("cache", "cache-x", false)]
    [InlineData("cache", "Cache", false)]
    [InlineData("*-rc", "v1-rc", true)]
    [InlineData("*-rc", "v1-rc2", false)]
    [InlineData("a*a", "a", false)]
    [InlineData("a*a", "aa", true)]
    [InlineData("a*b*c", "axbxbxc", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("**v**", "v", true)]
    [InlineData("v.*", "v1", false)]
    public void Matches_WholeTag_AsEcrDocuments(string pattern, string tag, bool expected) =>
        Assert.Equal(expected, TagPattern.Parse(pattern).Matches(Tag.Parse(tag)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*****")]
    [InlineData("a*b*c*d*e*f")]
    public void TryParse_EmptyOrTooManyWildcards_IsRefused(string? text)
    {
        Assert.False(TagPattern.TryParse(text, out _, out var reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Matches_AnyPatternAndTag_AsTheRecursiveDefinitionSays() =>
        Gen.Select(Gen.String[Gen.Char["ab*"], 1, 8], Gen.String[Gen.Char["ab"], 1, 10])
            .Where(static pair => pair.Item1.Count(static c => c == '*') <= 4)
            .Sample(static pair => TagPattern.Parse(pair.Item1).Matches(Tag.Parse(pair.Item2)) == Defined(pair.Item1, pair.Item2), iter: 5_000);

    private static bool Defined(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => pattern switch
    {
        [] => text.IsEmpty,
        ['*', .. var rest] => Defined(rest, text) || (!text.IsEmpty && Defined(pattern, text[1..])),
        [var first, .. var rest] => !text.IsEmpty && text[0] == first && Defined(rest, text[1..]),
    };
}
