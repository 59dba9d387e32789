using System.Globalization;

namespace Berth.Emulator.Tests.Protocols.Ecr.Tagging;

public sealed class TaggingTests : EmulatorTest
{
    private const string Arn = "arn:aws:ecr:us-east-1:123456789012:repository/aa";

    [Fact]
    public async Task TagResource_OfAKeyThatIsThere_OverwritesItsValue()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa","tags":[{"Key":"team","Value":"a"},{"Key":"zone","Value":""}]}""");
        await Ecr.OkAsync("TagResource", $$"""{"resourceArn":"{{Arn}}","tags":[{"Key":"team","Value":"b"}]}""");
        await Ecr.OkAsync("UntagResource", $$"""{"resourceArn":"{{Arn}}","tagKeys":["zone","nothing"]}""");

        var answer = await Ecr.CallAsync("ListTagsForResource", $$"""{"resourceArn":"{{Arn}}"}""");

        Assert.Equal("""{"tags":[{"Key":"team","Value":"b"}]}""", answer.Text);
    }

    [Fact]
    public async Task TagResource_BeyondFifty_IsTooMany()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa","tags":[{"Key":"one","Value":"a"}]}""");
        var tags = string.Join(',', Enumerable.Range(0, 50).Select(number => string.Create(CultureInfo.InvariantCulture, $"{{\"Key\":\"k{number}\",\"Value\":\"\"}}")));

        var (code, _) = await Ecr.ErrorAsync("TagResource", $$"""{"resourceArn":"{{Arn}}","tags":[{{tags}}]}""");

        Assert.Equal("TooManyTagsException", code);
    }

    [Theory]
    [InlineData("""{"Key":"","Value":"a"}""")]
    [InlineData("""{"Key":"aws:x","Value":"a"}""")]
    [InlineData("""{"Key":"a","Value":"<>"}""")]
    [InlineData("""{"Key":"a;b","Value":""}""")]
    [InlineData("""{"Key":"a","Value":"1"},{"Key":"a","Value":"2"}""")]
    public async Task TagResource_OfAnIllegalTag_IsRefused(string tags)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var (code, _) = await Ecr.ErrorAsync("TagResource", $$"""{"resourceArn":"{{Arn}}","tags":[{{tags}}]}""");

        Assert.Equal("InvalidTagParameterException", code);
    }

    [Theory]
    [InlineData("repository/aa")]
    [InlineData("arn:aws:s3:::aa")]
    [InlineData("arn:aws:ecr:us-east-1:123456789012:repository/AA")]
    [InlineData("arn:aws:ecr:eu-central-1:123456789012:repository/aa")]
    public async Task ListTagsForResource_OfNoRepositorysArn_IsRefused(string arn)
    {
        var (code, message) = await Ecr.ErrorAsync("ListTagsForResource", $$"""{"resourceArn":"{{arn}}"}""");

        Assert.Equal(("InvalidParameterException", "Invalid parameter at 'resourceArn' failed to satisfy constraint: 'Invalid ARN'"), (code, message));
    }
}
