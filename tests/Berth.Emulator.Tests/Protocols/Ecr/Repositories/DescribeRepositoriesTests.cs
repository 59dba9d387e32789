using System.Globalization;
using System.Text.Json;

namespace Berth.Emulator.Tests.Protocols.Ecr.Repositories;

public sealed class DescribeRepositoriesTests : EmulatorTest
{
    [Fact]
    public async Task DescribeRepositories_OfAnUnknownName_NamesIt()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        var (code, message) = await Ecr.ErrorAsync("DescribeRepositories", """{"repositoryNames":["aa","bb"]}""");

        Assert.Equal("RepositoryNotFoundException", code);
        Assert.Equal("The repository with name 'bb' does not exist in the registry with id '123456789012'", message);
    }

    [Fact]
    public async Task DescribeRepositories_Paged_GivesEachOnceInTheOrderOfNames()
    {
        for (var number = 0; number < 25; number++)
        {
            await Ecr.OkAsync("CreateRepository", $$"""{"repositoryName":"repo-{{24 - number:00}}"}""");
        }

        var names = new List<string>();
        var token = string.Empty;
        do
        {
            var page = await Ecr.OkAsync("DescribeRepositories", token.Length == 0 ? """{"maxResults":10}""" : $$"""{"maxResults":10,"nextToken":"{{token}}"}""");
            names.AddRange(page.GetProperty("repositories").EnumerateArray().Select(repository => repository.GetProperty("repositoryName").GetString()!));
            token = page.TryGetProperty("nextToken", out var next) ? next.GetString()! : string.Empty;
        }
        while (token.Length > 0);

        Assert.Equal(Enumerable.Range(0, 25).Select(number => string.Create(CultureInfo.InvariantCulture, $"repo-{number:00}")), names);
    }

    [Fact]
    public async Task DescribeRepositories_AfterTheLastOneOfAPageWasDeleted_GoesOnAfterIt()
    {
        foreach (var name in new[] { "aa", "bb", "cc" })
        {
            await Ecr.OkAsync("CreateRepository", $$"""{"repositoryName":"{{name}}"}""");
        }

        var first = await Ecr.OkAsync("DescribeRepositories", """{"maxResults":2}""");
        await Ecr.OkAsync("DeleteRepository", """{"repositoryName":"bb"}""");
        var second = await Ecr.OkAsync("DescribeRepositories", $$"""{"nextToken":"{{first.GetProperty("nextToken")}}"}""");

        Assert.Equal("cc", Assert.Single(second.GetProperty("repositories").EnumerateArray()).GetProperty("repositoryName").GetString());
    }

    [Fact]
    public async Task DescribeRepositories_OfAnotherRegionOrAccount_SeesNothing()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");
        using var elsewhere = new EcrClient(Emulator, region: "eu-central-1");
        using var otherAccount = new EcrClient(Emulator, accessKey: "210987654321");

        Assert.Equal("{\"repositories\":[]}", (await elsewhere.CallAsync("DescribeRepositories", "{}")).Text);
        Assert.Equal("{\"repositories\":[]}", (await otherAccount.CallAsync("DescribeRepositories", "{}")).Text);
        Assert.Equal(1, (await otherAccount.OkAsync("DescribeRepositories", """{"registryId":"123456789012"}""")).GetProperty("repositories").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"maxResults":0}""", "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value greater than or equal to 1'")]
    [InlineData("""{"maxResults":1001}""", "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'")]
    [InlineData("""{"nextToken":"nonsense"}""", "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token'")]
    [InlineData("""{"nextToken":""}""", "Invalid parameter at 'nextToken' failed to satisfy constraint: 'Invalid token'")]
    [InlineData("""{"repositoryNames":[]}""", "Invalid parameter at 'repositoryNames' failed to satisfy constraint: 'Member must have length greater than or equal to 1'")]
    [InlineData("""{"repositoryNames":["aa"],"maxResults":5}""", "Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must be null when repositoryNames is specified'")]
    [InlineData("""{"repositoryNames":[null]}""", "Invalid parameter at 'repositoryNames.1.member' failed to satisfy constraint: 'Member must not be null'")]
    public async Task DescribeRepositories_BreakingAConstraint_IsRefusedWithEcrsText(string body, string expected)
    {
        var (code, message) = await Ecr.ErrorAsync("DescribeRepositories", body);

        Assert.Equal(("InvalidParameterException", expected), (code, message));
    }

    [Fact]
    public async Task DescribeRepositories_OverTheSocket_NamesTheHostThatTheClientUsed()
    {
        await using var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var client = new EcrClient(emulator, overSocket: true);

        JsonElement created = await client.OkAsync("CreateRepository", """{"repositoryName":"aa"}""");

        Assert.Equal($"{emulator.RegistryHost}/aa", created.GetProperty("repository").GetProperty("repositoryUri").GetString());
    }
}
