using Berth.Builders;
using CsCheck;

namespace Berth.Tests.Builders;

public sealed class BranchCacheTagTests
{
    [Theory]
    [InlineData("main", "cache-main")]
    [InlineData("release-1.2_x", "cache-release-1.2_x")]
    public void Of_PlainBranch_KeepsItsName(string branch, string tag) => Assert.Equal(tag, BranchCacheTag.Create(branch).ToString());

    [Theory]
    [InlineData("feature/login", "cache-feature-login-")]
    [InlineData("Feature-Login", "cache-feature-login-")]
    [InlineData("größe", "cache-gr--e-")]
    public void Of_OtherBranch_IsNamedApart(string branch, string start)
    {
        var tag = BranchCacheTag.Create(branch).ToString();
        Assert.StartsWith(start, tag, StringComparison.Ordinal);
        Assert.Equal(start.Length + 8, tag.Length);
    }

    [Fact]
    public void Of_TwoBranches_NeverShareATag() =>
        Gen.Select(Gen.String[Gen.Char["aA/-é"], 1, 120], Gen.String[Gen.Char["aA/-é"], 1, 120]).Sample((one, other) =>
            Assert.Equal(one == other, BranchCacheTag.Create(one).Equals(BranchCacheTag.Create(other))));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Of_EmptyBranch_Throws(string branch) => Assert.Throws<ArgumentException>(() => BranchCacheTag.Create(branch));
}
