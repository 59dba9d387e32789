using System.Text.Json.Nodes;

namespace Berth.Clients.Tests.Prepare;

/// <summary>The lazy update as a platform sees it: a repository of older days, made with the AWS CLI, is brought up to date by the next deployment.</summary>
public sealed class LazyUpdateTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    [Fact]
    public async Task Prepare_OfAnImmutableRepository_UpdatesIt_AndTheAwsCliShowsIt()
    {
        await AwsAsync("create-repository", "--repository-name", "deployments/proj_old", "--image-tag-mutability", "IMMUTABLE");

        var prepared = await PrepareAsync("proj_old");
        Assert.False((bool)prepared["repositoryCreated"]!);
        Assert.Equal("updated", (string?)prepared["settings"]!["outcome"]);
        Assert.All(prepared["settings"]!["changes"]!.AsArray(), change => Assert.Equal("applied", (string?)change!["outcome"]));

        var repository = (await AwsAsync("describe-repositories", "--repository-names", "deployments/proj_old"))["repositories"]![0]!;
        Assert.Equal("IMMUTABLE_WITH_EXCLUSION", (string?)repository["imageTagMutability"]);
        if (repository["imageTagMutabilityExclusionFilters"] is { } filters)
        {
            Assert.Equal("cache", (string?)filters[0]!["filter"]);
        }

        var policy = JsonNode.Parse((string)(await AwsAsync("get-lifecycle-policy", "--repository-name", "deployments/proj_old"))["lifecyclePolicyText"]!)!;
        Assert.Equal("untagged", (string?)policy["rules"]![0]!["selection"]!["tagStatus"]);
        Assert.Equal(3, (int)policy["rules"]![0]!["selection"]!["countNumber"]!);

        Assert.Equal("unchanged", (string?)(await PrepareAsync("proj_old"))["settings"]!["outcome"]);
    }

    [Fact]
    public async Task Prepare_Twice_CreatesOnceAndThenLeavesAlone()
    {
        var first = await PrepareAsync("proj_new");
        Assert.True((bool)first["repositoryCreated"]!);
        Assert.Equal("created", (string?)first["settings"]!["outcome"]);
        var second = await PrepareAsync("proj_new");
        Assert.False((bool)second["repositoryCreated"]!);
        Assert.Equal("unchanged", (string?)second["settings"]!["outcome"]);
        Assert.Empty(second["settings"]!["changes"]!.AsArray());
    }

    private async Task<JsonNode> PrepareAsync(string project)
    {
        var binary = Environment.GetEnvironmentVariable("BERTH_BINARY");
        Assert.SkipUnless(File.Exists(binary), "BERTH_BINARY does not name the published binary; ./test sets it.");
        var host = $"localhost:{emulator.Emulator.Endpoint.Port}";
        var environment = new Dictionary<string, string>(emulator.Environment)
        {
            ["BERTH_HOST"] = host,
            ["BERTH_KIND"] = "ecr",
            ["BERTH_ACCOUNT"] = "123456789012",
            ["BERTH_REGION"] = "us-east-1",
        };
        var result = await ClientProgram.RunAsync(binary, ["prepare", "--project", project, "--environment", "production", "--output", "json"], environment);
        return JsonNode.Parse(result.Succeeded())!;
    }

    private async Task<JsonNode> AwsAsync(params string[] arguments) => JsonNode.Parse(
        (await ClientProgram.RunAsync(ClientProgram.Require("aws", "awscli"), ["ecr", .. arguments, "--output", "json"], emulator.Environment)).Succeeded())!;
}
