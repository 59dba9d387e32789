using System.Text.Json;

namespace Berth.Emulator.Tests.Protocols.Ecr.Policies;

public sealed class RepositoryPolicyTests : EmulatorTest
{
    private const string Compact =
        """{"Statement":[{"Action":["ecr:BatchGetImage","ecr:PutImage"],"Principal":{"AWS":"arn:aws:iam::012345678901:root"},"Effect":"Allow","Sid":"new statement"}],"Version":"2008-10-17"}""";

    private const string Pretty =
        """
        {
          "Version" : "2008-10-17",
          "Statement" : [ {
            "Sid" : "new statement",
            "Effect" : "Allow",
            "Principal" : {
              "AWS" : "arn:aws:iam::012345678901:root"
            },
            "Action" : [ "ecr:BatchGetImage", "ecr:PutImage" ]
          } ]
        }
        """;

    [Fact]
    public async Task SetRepositoryPolicy_Compact_IsGivenBackInEcrsStyle()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var set = await Ecr.OkAsync("SetRepositoryPolicy", Body(Compact));
        var got = await Ecr.OkAsync("GetRepositoryPolicy", """{"repositoryName":"aa"}""");

        Assert.Equal(Pretty, set.GetProperty("policyText").GetString());
        Assert.Equal(Pretty, got.GetProperty("policyText").GetString());
    }

    [Fact]
    public async Task DeleteRepositoryPolicy_Existing_GivesItBackOnce()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        await Ecr.OkAsync("SetRepositoryPolicy", Body(Compact));

        var deleted = await Ecr.OkAsync("DeleteRepositoryPolicy", """{"repositoryName":"aa"}""");
        var (code, message) = await Ecr.ErrorAsync("DeleteRepositoryPolicy", """{"repositoryName":"aa"}""");

        Assert.Equal(Pretty, deleted.GetProperty("policyText").GetString());
        Assert.Equal("RepositoryPolicyNotFoundException", code);
        Assert.Equal("Repository policy does not exist for the repository with name 'aa' in the registry with id '123456789012'", message);
    }

    [Theory]
    [InlineData("{", "Invalid JSON syntax")]
    [InlineData("", "Invalid JSON syntax")]
    [InlineData("[]", "Invalid repository policy provided")]
    [InlineData("{}", "Invalid repository policy provided")]
    [InlineData("""{"Statement":[]}""", "Invalid repository policy provided")]
    [InlineData("""{"Version":"2020-01-01","Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*"}}""", "Invalid repository policy provided")]
    [InlineData("""{"Statement":{"Effect":"Maybe","Principal":"*","Action":"ecr:*"}}""", "Invalid repository policy provided")]
    [InlineData("""{"Statement":{"Effect":"Allow","Action":"ecr:*"}}""", "Invalid repository policy provided")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:GetObject"}}""", "Invalid repository policy provided")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*","Extra":1}}""", "Invalid repository policy provided")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*","Condition":[]}}""", "Invalid repository policy provided")]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":{"AWS":"unknown"},"Action":"ecr:*"}}""", "Principal not found")]
    public async Task SetRepositoryPolicy_OfNoPolicy_IsRefusedWithEcrsText(string policy, string reason)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var (code, message) = await Ecr.ErrorAsync("SetRepositoryPolicy", Body(policy));

        Assert.Equal("InvalidParameterException", code);
        Assert.Equal($"Invalid parameter at 'PolicyText' failed to satisfy constraint: '{reason}'", message);
    }

    [Theory]
    [InlineData("""{"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*"}}""")]
    [InlineData("""{"Version":"2012-10-17","Id":"x","Statement":[{"Effect":"Deny","NotPrincipal":{"AWS":["123456789012","AIDAABCDEFGHIJKLMNOP"]},"NotAction":["ecr:PutImage"],"Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":["o-1"]},"Bool":{"aws:SecureTransport":false}}}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":{"Service":"codebuild.amazonaws.com","AWS":"*"},"Action":["ECR:BatchGetImage"]}]}""")]
    public async Task SetRepositoryPolicy_OfIamsGrammar_MeansTheSameWhenGivenBack(string policy)
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var answer = await Ecr.OkAsync("SetRepositoryPolicy", Body(policy));

        Assert.True(JsonElement.DeepEquals(
            JsonDocument.Parse(policy).RootElement, JsonDocument.Parse(answer.GetProperty("policyText").GetString()!).RootElement));
    }

    private static string Body(string policy) => $$"""{"repositoryName":"aa","policyText":{{JsonSerializer.Serialize(policy)}}}""";
}
