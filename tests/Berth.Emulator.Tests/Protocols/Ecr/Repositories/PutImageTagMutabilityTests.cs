namespace Berth.Emulator.Tests.Protocols.Ecr.Repositories;

public sealed class PutImageTagMutabilityTests : EmulatorTest
{
    [Fact]
    public async Task PutImageTagMutability_WithFilters_ReplacesThemAsAWhole()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa","imageTagMutability":"IMMUTABLE"}""");
        await Ecr.OkAsync(
            "PutImageTagMutability",
            """{"repositoryName":"aa","imageTagMutability":"IMMUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"dev-*"}]}""");

        var answer = await Ecr.CallAsync(
            "PutImageTagMutability",
            """{"repositoryName":"aa","imageTagMutability":"IMMUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"cache"}]}""");

        Assert.Equal(
            """{"registryId":"123456789012","repositoryName":"aa","imageTagMutability":"IMMUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"cache"}]}""",
            answer.Text);
    }

    [Theory]
    [InlineData("""{"repositoryName":"aa"}""")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"MUTABLE","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"x"}]}""")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"MUTABLE_WITH_EXCLUSION"}""")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"MUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"REGEX","filter":"x"}]}""")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"MUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"a/b"}]}""")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"MUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"a*b*c*"}]}""")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"MUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[null]}""")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"MUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD"}]}""")]
    public async Task PutImageTagMutability_BreakingAConstraint_IsRefused(string body)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var (code, _) = await Ecr.ErrorAsync("PutImageTagMutability", body);

        Assert.Equal("InvalidParameterException", code);
    }
}
