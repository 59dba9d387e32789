using Berth.Lifecycle.Model;
using CsCheck;

namespace Berth.Tests.Lifecycle;

public sealed class LifecyclePolicyComparisonTests
{
    [Theory]
    [InlineData("1:Pa*&b*:c3 2:u:d1", "2:u:d1 1:Pb*&a*:c3")]
    [InlineData("1:=a&b:c3", "1:=b&a&a:c3")]
    public void MeansTheSameAs_OtherwiseOrdered_IsTrue(string left, string right)
    {
        Assert.True(PolicyText.Parse(left).MeansTheSameAs(PolicyText.Parse(right)));
        Assert.Equal(PolicyText.Parse(left), PolicyText.Parse(right));
        Assert.Equal(PolicyText.Parse(left).GetHashCode(), PolicyText.Parse(right).GetHashCode());
    }

    [Theory]
    [InlineData("1:u:d3", "1:u:d4")]
    [InlineData("1:u:d3", "1:u:c3")]
    [InlineData("1:u:d3", "1:u:t3")]
    [InlineData("1:u:d3", "2:u:d3")]
    [InlineData("1:u:d3", "1:any:d3")]
    [InlineData("1:Pa*:c3", "1:Pa:c3")]
    [InlineData("1:Pa*:c3", "1:=a:c3")]
    [InlineData("1:Pa*&b*:c3", "1:Pa*:c3")]
    [InlineData("1:u:d3", "1:u:d3 2:any:d9")]
    public void MeansTheSameAs_AnotherEffect_IsFalse(string left, string right)
    {
        Assert.False(PolicyText.Parse(left).MeansTheSameAs(PolicyText.Parse(right)));
        Assert.NotEqual(PolicyText.Parse(left), PolicyText.Parse(right));
    }

    [Fact]
    public void MeansTheSameAs_OtherDescriptions_IsTrueThoughNotEqual()
    {
        var described = LifecyclePolicy.Parse(LifecyclePolicy.Default.ToString().Replace("Expire untagged", "Drop untagged", StringComparison.Ordinal));
        Assert.True(described.MeansTheSameAs(LifecyclePolicy.Default));
        Assert.NotEqual(described, LifecyclePolicy.Default);
    }

    [Fact]
    public void Parse_AnyPolicyWritten_IsThePolicyAgain() =>
        PolicyGen.Policy.Sample(static policy => LifecyclePolicy.Parse(policy.ToString()).Equals(policy), iter: 1_000);
}
