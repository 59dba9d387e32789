using Berth.Names;

namespace Berth.Tests.Names;

public sealed class RegionTests
{
    [Theory]
    [InlineData("us-east-1", "aws")]
    [InlineData("ap-southeast-7", "aws")]
    [InlineData("mx-central-1", "aws")]
    [InlineData("xx-newland-12", "aws")]
    [InlineData("cn-northwest-1", "aws-cn")]
    [InlineData("us-gov-west-1", "aws-us-gov")]
    [InlineData("eusc-de-east-1", "aws-eusc")]
    [InlineData("us-iso-east-1", "aws-iso")]
    [InlineData("us-isob-east-1", "aws-iso-b")]
    [InlineData("eu-isoe-west-1", "aws-iso-e")]
    [InlineData("us-isof-south-1", "aws-iso-f")]
    public void TryParse_Region_AcceptsAndKnowsItsPartition(string text, string partition) =>
        Assert.Equal(partition, ValueAssert.Accepts<Region>(text).Partition.Id);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("us")]
    [InlineData("us-east")]
    [InlineData("useast1")]
    [InlineData("US-EAST-1")]
    [InlineData("us-east-1a")]
    [InlineData("us_east_1")]
    [InlineData("us--east-1")]
    [InlineData("-us-east-1")]
    [InlineData("us-east-1\n")]
    [InlineData("us-east-123")]
    [InlineData("us-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-1")]
    public void TryParse_NoRegion_Refuses(string? text) => ValueAssert.Refuses<Region>(text);

    [Fact]
    public void TryParse_AnyText_NeverThrows() => ValueAssert.NeverThrows<Region>("abus-e019", 34);
}
