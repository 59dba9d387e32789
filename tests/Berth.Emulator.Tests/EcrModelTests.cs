using Berth.TestSupport.AwsModels;

namespace Berth.Emulator.Tests;

public sealed class EcrModelTests
{
    [Fact]
    public void Answers_OfTheseTests_AreCheckedAgainstAwsModel()
    {
        var model = AwsModel.Require(AwsService.Ecr);
        TestContext.Current.TestOutputHelper!.WriteLine($"AWS's model of ECR comes from {model.Source}");
        EcrModel.Check("DescribeRepositories", 200, """{"repositories":[]}""");
        Assert.ThrowsAny<Exception>(() => EcrModel.Check("DescribeRepositories", 200, """{"repos":[]}"""));
        Assert.ThrowsAny<Exception>(() => EcrModel.Check("DescribeRepositories", 400, """{"__type":"LayersNotFoundException"}"""));
        Assert.ThrowsAny<Exception>(() => EcrModel.Check("NoSuchOperation", 200, "{}"));
    }
}
