using Berth.Names;

namespace Berth.Tests.Names;

public sealed class ArnTests
{
    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/deployer", true)]
    [InlineData("arn:aws-cn:iam::123456789012:role/path/to/deployer", true)]
    [InlineData("arn:aws:iam::123456789012:user/ada", false)]
    [InlineData("arn:aws:iam::123456789012:root", false)]
    [InlineData("arn:aws:sts::123456789012:assumed-role/deployer/session", false)]
    [InlineData("arn:aws:s3:::bucket", false)]
    [InlineData("arn:aws-us-gov:ecr:us-gov-west-1:123456789012:repository/web/app", false)]
    [InlineData("arn:aws:logs:eu-west-1:123456789012:log-group:name:with:colons", false)]
    public void TryParse_Arn_AcceptsAndKnowsRoles(string text, bool isRole) =>
        Assert.Equal(isRole, ValueAssert.Accepts<Arn>(text).IsRole);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("arn")]
    [InlineData("arn:aws:iam::123456789012")]
    [InlineData("arn:aws:iam::123456789012:")]
    [InlineData("arn:amazon:iam::123456789012:role/deployer")]
    [InlineData("ARN:aws:iam::123456789012:role/deployer")]
    [InlineData("arn:aws:IAM::123456789012:role/deployer")]
    [InlineData("arn:aws::eu-west-1:123456789012:repository/a")]
    [InlineData("arn:aws:ecr:euwest1:123456789012:repository/app")]
    [InlineData("arn:aws:ecr:eu-west-1:12345:repository/app")]
    [InlineData("arn:aws:iam::123456789012:role/dep loyer")]
    public void TryParse_NoArn_Refuses(string? text) => ValueAssert.Refuses<Arn>(text);

    [Theory]
    [InlineData("arn:aws:iam::123456789012:role/")]
    [InlineData("arn:aws:iam::123456789012:role/path/")]
    [InlineData("arn:aws:iam:eu-west-1:123456789012:role/deployer")]
    [InlineData("arn:aws:iam:::role/deployer")]
    public void IsRole_IncompleteRole_IsFalse(string text) => Assert.False(Arn.Parse(text).IsRole);

    [Theory]
    [InlineData("eu-west-1", "arn:aws:ecr:eu-west-1:123456789012:repository/web/app")]
    [InlineData("cn-north-1", "arn:aws-cn:ecr:cn-north-1:123456789012:repository/web/app")]
    [InlineData("eusc-de-east-1", "arn:aws-eusc:ecr:eusc-de-east-1:123456789012:repository/web/app")]
    public void OfRepository_NamesTheRepository_InTheRegionsPartition(string region, string expected)
    {
        var arn = Arn.OfRepository(AccountId.Parse("123456789012"), Region.Parse(region), RepositoryName.Parse("web/app"));
        Assert.Equal(expected, arn.ToString());
        Assert.Equal("web/app", ValueAssert.Accepts<Arn>(expected).Repository?.ToString());
        Assert.Equal(arn, Arn.Parse(expected));
    }

    [Theory]
    [InlineData("arn:aws:ecr:eu-west-1:123456789012:registry/app")]
    [InlineData("arn:aws:ecr:eu-west-1:123456789012:repository/App")]
    [InlineData("arn:aws:ecr::123456789012:repository/app")]
    [InlineData("arn:aws:s3:eu-west-1:123456789012:repository/app")]
    public void Repository_OfAnotherResource_IsNull(string text) => Assert.Null(Arn.Parse(text).Repository);

    [Fact]
    public void TryParse_AnyText_NeverThrows() => ValueAssert.NeverThrows<Arn>("arn:aws:ecr:us-east-1:123456789012/");
}
