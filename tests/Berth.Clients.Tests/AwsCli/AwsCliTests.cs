using System.Text.Json.Nodes;

namespace Berth.Clients.Tests.AwsCli;

/// <summary>The AWS CLI, unmodified, does every operation of the control plane. Each test has a repository of its own.</summary>
public sealed class AwsCliTests(EmulatorFixture emulator) : IClassFixture<EmulatorFixture>
{
    private const string Account = "123456789012";
    private const string Missing = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    private const string Lifecycle =
        """{"rules":[{"rulePriority":1,"description":"left behind by the cache","selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":3},"action":{"type":"expire"}}]}""";

    private const string Policy =
        """{"Version":"2012-10-17","Statement":[{"Sid":"pull","Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"}]}""";

    [Fact]
    public async Task Repository_IsCreatedDescribedAndDeleted()
    {
        var created = await EcrAsync("create-repository", "--repository-name", "cli/life", "--tags", "Key=team,Value=platform", "--encryption-configuration", "encryptionType=AES256");
        Assert.Equal($"arn:aws:ecr:us-east-1:{Account}:repository/cli/life", (string?)created["repository"]!["repositoryArn"]);
        var described = await EcrAsync("describe-repositories", "--repository-names", "cli/life", "--registry-id", Account);
        Assert.Equal("MUTABLE", (string?)described["repositories"]![0]!["imageTagMutability"]);
        await EcrAsync("delete-repository", "--repository-name", "cli/life");
        var error = (await RunAsync("ecr", "describe-repositories", "--repository-names", "cli/life")).Failed();
        Assert.Contains(
            $"An error occurred (RepositoryNotFoundException) when calling the DescribeRepositories operation: The repository with name 'cli/life' does not exist in the registry with id '{Account}'",
            error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task DescribeRepositories_OfManyRepositories_Pages()
    {
        for (var number = 0; number < 3; number++)
        {
            await CreateAsync($"cli/page-{number}");
        }

        var described = await EcrAsync("describe-repositories", "--page-size", "1");
        string[] names = [.. described["repositories"]!.AsArray().Select(repository => (string)repository!["repositoryName"]!)];
        Assert.Superset(new HashSet<string> { "cli/page-0", "cli/page-1", "cli/page-2" }, names.ToHashSet());
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task TagMutability_WithExclusionFilters_IsPut()
    {
        await CreateAsync("cli/mutability");
        var result = await RunAsync(
            "ecr", "put-image-tag-mutability", "--repository-name", "cli/mutability",
            "--image-tag-mutability", "IMMUTABLE_WITH_EXCLUSION", "--image-tag-mutability-exclusion-filters", "filterType=WILDCARD,filter=cache");
        Assert.SkipWhen(result.Error.Contains("Unknown options", StringComparison.Ordinal), "this AWS CLI is older than exclusion filters; the tests with the SDK for JavaScript cover them");
        result.Succeeded();
        var described = await EcrAsync("describe-repositories", "--repository-names", "cli/mutability");
        Assert.Equal("cache", (string?)described["repositories"]![0]!["imageTagMutabilityExclusionFilters"]![0]!["filter"]);
    }

    [Fact]
    public async Task ImmutableTags_ArePut()
    {
        await CreateAsync("cli/immutable");
        await EcrAsync("put-image-tag-mutability", "--repository-name", "cli/immutable", "--image-tag-mutability", "IMMUTABLE");
        var described = await EcrAsync("describe-repositories", "--repository-names", "cli/immutable");
        Assert.Equal("IMMUTABLE", (string?)described["repositories"]![0]!["imageTagMutability"]);
    }

    [Fact]
    public async Task LifecyclePolicy_IsPutReadPreviewedAndDeleted()
    {
        await CreateAsync("cli/lifecycle");
        await EcrAsync("put-lifecycle-policy", "--repository-name", "cli/lifecycle", "--lifecycle-policy-text", Lifecycle);
        var read = await EcrAsync("get-lifecycle-policy", "--repository-name", "cli/lifecycle");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Lifecycle), JsonNode.Parse((string)read["lifecyclePolicyText"]!)));
        Assert.Equal("IN_PROGRESS", (string?)(await EcrAsync("start-lifecycle-policy-preview", "--repository-name", "cli/lifecycle"))["status"]);
        var preview = await EcrAsync("get-lifecycle-policy-preview", "--repository-name", "cli/lifecycle");
        Assert.Empty(preview["previewResults"]!.AsArray());
        await EcrAsync("delete-lifecycle-policy", "--repository-name", "cli/lifecycle");
        Assert.Contains("LifecyclePolicyNotFoundException", (await RunAsync("ecr", "get-lifecycle-policy", "--repository-name", "cli/lifecycle")).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RepositoryPolicy_IsSetReadAndDeleted()
    {
        await CreateAsync("cli/policy");
        await EcrAsync("set-repository-policy", "--repository-name", "cli/policy", "--policy-text", Policy);
        var read = await EcrAsync("get-repository-policy", "--repository-name", "cli/policy");
        Assert.Equal("pull", (string?)JsonNode.Parse((string)read["policyText"]!)!["Statement"]![0]!["Sid"]);
        await EcrAsync("delete-repository-policy", "--repository-name", "cli/policy");
        Assert.Contains("RepositoryPolicyNotFoundException", (await RunAsync("ecr", "get-repository-policy", "--repository-name", "cli/policy")).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResourceTags_AreAddedListedAndRemoved()
    {
        await CreateAsync("cli/tags");
        var arn = $"arn:aws:ecr:us-east-1:{Account}:repository/cli/tags";
        (await RunAsync("ecr", "tag-resource", "--resource-arn", arn, "--tags", "Key=team,Value=deploy", "Key=empty,Value=")).Succeeded();
        (await RunAsync("ecr", "untag-resource", "--resource-arn", arn, "--tag-keys", "team")).Succeeded();
        var tags = (await EcrAsync("list-tags-for-resource", "--resource-arn", arn))["tags"]!.AsArray();
        Assert.Equal("empty", (string?)Assert.Single(tags)!["Key"]);
    }

    [Fact]
    public async Task Images_OfAnEmptyRepository_AreNone()
    {
        await CreateAsync("cli/images");
        Assert.Empty((await EcrAsync("list-images", "--repository-name", "cli/images"))["imageIds"]!.AsArray());
        Assert.Empty((await EcrAsync("describe-images", "--repository-name", "cli/images"))["imageDetails"]!.AsArray());
        var got = await EcrAsync("batch-get-image", "--repository-name", "cli/images", "--image-ids", $"imageDigest={Missing}");
        Assert.Equal("ImageNotFound", (string?)got["failures"]![0]!["failureCode"]);
        var deleted = await EcrAsync("batch-delete-image", "--repository-name", "cli/images", "--image-ids", "imageTag=none");
        Assert.Equal("ImageNotFound", (string?)deleted["failures"]![0]!["failureCode"]);
    }

    [Fact]
    public async Task ScanOnPush_IsPut()
    {
        await CreateAsync("cli/scan");
        var answer = await EcrAsync("put-image-scanning-configuration", "--repository-name", "cli/scan", "--image-scanning-configuration", "scanOnPush=true");
        Assert.True((bool)answer["imageScanningConfiguration"]!["scanOnPush"]!);
    }

    [Fact]
    public async Task AuthorizationToken_AndLoginPassword_AreGiven()
    {
        var token = await EcrAsync("get-authorization-token");
        var plain = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)token["authorizationData"]![0]!["authorizationToken"]!));
        Assert.StartsWith("AWS:", plain, StringComparison.Ordinal);
        Assert.NotEmpty((await RunAsync("ecr", "get-login-password")).Succeeded());
    }

    [Fact]
    public async Task Sts_TellsTheCaller_AndAssumesARole()
    {
        var identity = JsonNode.Parse((await RunAsync("sts", "get-caller-identity")).Succeeded())!;
        Assert.Equal(Account, (string?)identity["Account"]);
        var assumed = JsonNode.Parse((await RunAsync(
            "sts", "assume-role", "--role-arn", "arn:aws:iam::210987654321:role/deployer", "--role-session-name", "cli", "--external-id", "customer-42")).Succeeded())!;
        Assert.StartsWith("ASIA", (string?)assumed["Credentials"]!["AccessKeyId"], StringComparison.Ordinal);
        Assert.Equal("arn:aws:sts::210987654321:assumed-role/deployer/cli", (string?)assumed["AssumedRoleUser"]!["Arn"]);
    }

    private Task<JsonNode> CreateAsync(string name) => EcrAsync("create-repository", "--repository-name", name);

    private async Task<JsonNode> EcrAsync(params string[] arguments) =>
        JsonNode.Parse((await RunAsync(["ecr", .. arguments])).Succeeded()) ?? throw new InvalidOperationException("The AWS CLI printed nothing.");

    private Task<ClientResult> RunAsync(params string[] arguments) =>
        ClientProgram.RunAsync(ClientProgram.Require("aws", "awscli"), [.. arguments, "--output", "json"], emulator.Environment);
}
