namespace Berth.Emulator.Tests.Protocols.Ecr.Repositories;

public sealed class CreateRepositoryTests : EmulatorTest
{
    [Fact]
    public async Task CreateRepository_WithDefaults_AnswersTheWholeRepository()
    {
        var answer = await Ecr.CallAsync("CreateRepository", """{"repositoryName":"deployments/proj_abc"}""");

        Assert.Equal(
            """
            {"repository":{"repositoryArn":"arn:aws:ecr:us-east-1:123456789012:repository/deployments/proj_abc","registryId":"123456789012","repositoryName":"deployments/proj_abc","repositoryUri":"localhost:5000/deployments/proj_abc","createdAt":1.7672688E9,"imageTagMutability":"MUTABLE","imageScanningConfiguration":{"scanOnPush":false},"encryptionConfiguration":{"encryptionType":"AES256"}}}
            """,
            answer.Text);
    }

    [Fact]
    public async Task CreateRepository_WithEverything_KeepsEverything()
    {
        await Ecr.OkAsync(
            "CreateRepository",
            """
            {"registryId":"210987654321","repositoryName":"a","tags":[{"Key":"k","Value":""}],"imageTagMutability":"IMMUTABLE_WITH_EXCLUSION",
             "imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"cache"}],"imageScanningConfiguration":{"scanOnPush":true},
             "encryptionConfiguration":{"encryptionType":"KMS"}}
            """.Replace("\"a\"", "\"aa\"", StringComparison.Ordinal));

        var answer = await Ecr.OkAsync("DescribeRepositories", """{"registryId":"210987654321","repositoryNames":["aa"]}""");

        var repository = answer.GetProperty("repositories")[0];
        Assert.Equal("210987654321", repository.GetProperty("registryId").GetString());
        Assert.Equal("IMMUTABLE_WITH_EXCLUSION", repository.GetProperty("imageTagMutability").GetString());
        Assert.Equal(
            """[{"filterType":"WILDCARD","filter":"cache"}]""", repository.GetProperty("imageTagMutabilityExclusionFilters").GetRawText());
        Assert.True(repository.GetProperty("imageScanningConfiguration").GetProperty("scanOnPush").GetBoolean());
        Assert.Equal("KMS", repository.GetProperty("encryptionConfiguration").GetProperty("encryptionType").GetString());
    }

    [Fact]
    public async Task CreateRepository_Existing_IsRefused()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var (code, message) = await Ecr.ErrorAsync("CreateRepository", """{"repositoryName":"aa"}""");

        Assert.Equal("RepositoryAlreadyExistsException", code);
        Assert.Equal("The repository with name 'aa' already exists in the registry with id '123456789012'", message);
    }

    [Theory]
    [InlineData("""{}""", "'repositoryName' failed to satisfy constraint: 'Member must not be null'")]
    [InlineData("""{"repositoryName":null}""", "'repositoryName' failed to satisfy constraint: 'Member must not be null'")]
    [InlineData("""{"repositoryName":"a"}""", "'repositoryName' failed to satisfy constraint: 'must have length greater than or equal to 2'")]
    [InlineData("""{"repositoryName":"Aa"}""", @"'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*''")]
    [InlineData("""{"repositoryName":"aa","registryId":"12"}""", "'registryId' failed to satisfy constraint: 'must satisfy regular expression '[0-9]{12}''")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"X"}""", "'imageTagMutability' failed to satisfy constraint: 'Member must satisfy enum value set: [MUTABLE, IMMUTABLE, IMMUTABLE_WITH_EXCLUSION, MUTABLE_WITH_EXCLUSION]'")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"IMMUTABLE_WITH_EXCLUSION"}""", "'imageTagMutabilityExclusionFilters' failed to satisfy constraint: 'ImageTagMutabilityExclusionFilters can't be null when imageTagMutability is set as IMMUTABLE_WITH_EXCLUSION'")]
    [InlineData("""{"repositoryName":"aa","imageTagMutability":"IMMUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[]}""", "'imageTagMutabilityExclusionFilters' failed to satisfy constraint: 'Member must have length greater than or equal to 1'")]
    [InlineData("""{"repositoryName":"aa","encryptionConfiguration":{"encryptionType":"ROT13"}}""", "'encryptionConfiguration.encryptionType' failed to satisfy constraint: 'Member must satisfy enum value set: [AES256, KMS, KMS_DSSE]'")]
    [InlineData("""{"repositoryName":"aa","tags":[{"Key":"k"}]}""", "'tags.1.member.value' failed to satisfy constraint: 'Member must not be null'")]
    public async Task CreateRepository_BreakingAConstraint_IsRefusedWithEcrsText(string body, string expected)
    {
        var (code, message) = await Ecr.ErrorAsync("CreateRepository", body);

        Assert.Equal(("InvalidParameterException", "Invalid parameter at " + expected), (code, message));
    }

    [Theory]
    [InlineData("""{"repositoryName":1}""", "NUMBER_VALUE can not be converted to a String")]
    [InlineData("""{"repositoryName":["aa"]}""", "Start of list found where not expected")]
    [InlineData("""{"repositoryName":"aa","tags":{}}""", "Start of structure or map found where not expected.")]
    [InlineData("""{"repositoryName":"aa","imageScanningConfiguration":{"scanOnPush":"yes"}}""", "STRING_VALUE can not be converted to a Boolean")]
    [InlineData("""[]""", "Start of list found where not expected")]
    [InlineData("""null""", "Expected one structure")]
    [InlineData("""{"repositoryName":"aa"} x""", "The request is not well-formed JSON")]
    [InlineData("""{"repositoryName":"aa",""", "The request is not well-formed JSON")]
    [InlineData("""{"repositoryName":"\ud800"}""", "Invalid UTF-8 in a string")]
    public async Task CreateRepository_OfTheWrongTypes_IsASerializationException(string body, string expected)
    {
        var (code, message) = await Ecr.ErrorAsync("CreateRepository", body);

        Assert.Equal(("SerializationException", expected), (code, message));
    }
}
