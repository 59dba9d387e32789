using Berth.Names;
using CsCheck;

namespace Berth.Tests.Names;

/// <summary>The hosts of the documentation's table, partition by partition, and what only looks like them.</summary>
public sealed class EcrHostTests
{
    private static readonly string[] Regions =
        ["us-east-1", "eu-west-3", "cn-north-1", "us-gov-east-1", "eusc-de-east-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1"];

    [Theory]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com", "us-east-1", "aws", false, false)]
    [InlineData("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com", "us-east-1", "aws", true, false)]
    [InlineData("123456789012.dkr-ecr.us-east-1.on.aws", "us-east-1", "aws", false, true)]
    [InlineData("123456789012.dkr-ecr-fips.us-east-1.on.aws", "us-east-1", "aws", true, true)]
    [InlineData("123456789012.dkr.ecr.us-gov-west-1.amazonaws.com", "us-gov-west-1", "aws-us-gov", false, false)]
    [InlineData("123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1", "aws-us-gov", true, false)]
    [InlineData("123456789012.dkr-ecr.us-gov-west-1.on.aws", "us-gov-west-1", "aws-us-gov", false, true)]
    [InlineData("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1", "aws-cn", false, false)]
    [InlineData("123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn", "cn-north-1", "aws-cn", false, true)]
    [InlineData("123456789012.dkr.ecr.cn-north-1.on.amazonwebservices.com.cn", "cn-north-1", "aws-cn", false, true)]
    [InlineData("123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1", "aws-eusc", false, false)]
    [InlineData("123456789012.dkr-ecr.eusc-de-east-1.on.amazonwebservices.eu", "eusc-de-east-1", "aws-eusc", false, true)]
    [InlineData("123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov", "us-iso-east-1", "aws-iso", false, false)]
    [InlineData("123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1", "aws-iso-b", false, false)]
    [InlineData("123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1", "aws-iso-e", false, false)]
    [InlineData("123456789012.dkr.ecr.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1", "aws-iso-f", false, false)]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com:443", "us-east-1", "aws", false, false)]
    public void TryParse_EcrHost_NamesAccountRegionPartitionAndFlags(string text, string region, string partition, bool isFips, bool isDualStack)
    {
        var host = ValueAssert.Accepts<EcrHost>(text);
        Assert.Equal("123456789012", host.Account.ToString());
        Assert.Equal(region, host.Region.ToString());
        Assert.Equal(partition, host.Region.Partition.Id);
        Assert.Equal((isFips, isDualStack), (host.IsFips, host.IsDualStack));
    }

    [Fact]
    public void TryParse_AnyLetterCase_IsTheSameHost() =>
        Assert.Equal(
            EcrHost.Parse("123456789012.dkr.ecr.us-east-1.amazonaws.com"),
            EcrHost.Parse("123456789012.DKR.Ecr.US-East-1.AmazonAWS.com"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ghcr.io")]
    [InlineData("localhost:5000")]
    [InlineData("public.ecr.aws")]
    [InlineData("12345678901.dkr.ecr.us-east-1.amazonaws.com")]
    [InlineData("1234567890123.dkr.ecr.us-east-1.amazonaws.com")]
    [InlineData("a23456789012.dkr.ecr.us-east-1.amazonaws.com")]
    [InlineData("dkr.ecr.us-east-1.amazonaws.com")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com.evil.example")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com.cn")]
    [InlineData("123456789012.dkr.ecr.cn-north-1.amazonaws.com")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.eu")]
    [InlineData("123456789012.dkr.ecr.eusc-de-east-1.amazonaws.com")]
    [InlineData("123456789012.dkr.ecr.us-iso-east-1.amazonaws.com")]
    [InlineData("123456789012.dkr-ecr.us-east-1.amazonaws.com")]
    [InlineData("123456789012.dkr.ecr.us-east-1.on.aws")]
    [InlineData("123456789012.dkr-ecr.us-iso-east-1.on.aws")]
    [InlineData("123456789012.dkr.ecr.us-east-1")]
    [InlineData("123456789012.dkr.ecr..amazonaws.com")]
    [InlineData("123456789012.dkr.ecr.useast1.amazonaws.com")]
    [InlineData("123456789012.dkr.ecrx.us-east-1.amazonaws.com")]
    [InlineData("123456789012xdkr.ecr.us-east-1.amazonaws.com")]
    [InlineData("https://123456789012.dkr.ecr.us-east-1.amazonaws.com")]
    [InlineData("123456789012.dkr.ecr.us-east-1.amazonaws.com/app")]
    [InlineData("api.ecr.us-east-1.amazonaws.com")]
    [InlineData("x.123456789012.dkr.ecr.us-east-1.amazonaws.com")]
    public void TryParse_AnythingElse_IsNotEcr(string? text) => ValueAssert.Refuses<EcrHost>(text);

    [Fact]
    public void Of_AccountRegionAndFlags_IsTheReverseOfParsing() =>
        Gen.Select(Gen.Long[0, 999_999_999_999], Gen.Int[0, Regions.Length - 1], Gen.Bool, Gen.Bool).Sample((number, index, isFips, isDualStack) =>
        {
            var account = AccountId.Parse(number.ToString("D12", System.Globalization.CultureInfo.InvariantCulture));
            var region = Region.Parse(Regions[index]);
            if (EcrHost.Of(account, region, isFips, isDualStack) is { } host)
            {
                Assert.Equal((account, region, isFips, isDualStack), (host.Account, host.Region, host.IsFips, host.IsDualStack));
                ValueAssert.Accepts<EcrHost>(host.ToString());
            }
            else
            {
                Assert.True(isDualStack);
                Assert.Null(region.Partition.DualStackRegistrySuffix);
            }
        });

    [Fact]
    public void TryParse_AnyText_NeverThrows() => ValueAssert.NeverThrows<EcrHost>("0123.dkrecrus-east-1amazonaws.com:");
}
