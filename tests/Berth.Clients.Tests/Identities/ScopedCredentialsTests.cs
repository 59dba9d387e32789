using System.Text.Json.Nodes;
using static Berth.Clients.Tests.Identities.ScopedFixture;

namespace Berth.Clients.Tests.Identities;

/// <summary>
/// Credentials of one deployment, as real clients use them: the AWS CLI signs, skopeo pushes and pulls; nothing of Berth's client takes part.
/// </summary>
public sealed class ScopedCredentialsTests(ScopedFixture scoped) : IClassFixture<ScopedFixture>
{
    private const string Lifecycle =
        """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":3},"action":{"type":"expire"}}]}""";

    private GuardedEmulator Guarded => scoped.Guarded;

    [Fact]
    public async Task Registry_TheDeploymentsRepository_IsPushedToAndPulledFrom()
    {
        (await Guarded.PushAsync(scoped.Login, A, "v1")).Succeeded();
        (await Guarded.PullAsync(scoped.Login, A, "v1")).Succeeded();
    }

    [Fact]
    public async Task Registry_AnotherRepository_IsRefusedToSkopeo()
    {
        // Skopeo asks for blobs by HEAD first, whose answer has no text.
        Assert.Contains("403 (Forbidden)", (await Guarded.PushAsync(scoped.Login, B, "v2")).Failed(), StringComparison.Ordinal);
        Assert.Contains(Denied("ecr:BatchGetImage", B), (await Guarded.PullAsync(scoped.Login, B, "v1")).Failed(), StringComparison.Ordinal);
        Assert.Contains("fetching tags list", (await Guarded.ListTagsAsync(scoped.Login, B)).Failed(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", $"/v2/{B}/tags/list", "ecr:ListImages", B)]
    [InlineData("GET", $"/v2/{B}/manifests/v1", "ecr:BatchGetImage", B)]
    [InlineData("DELETE", $"/v2/{A}/manifests/v1", "ecr:BatchDeleteImage", A)]
    [InlineData("GET", "/v2/_catalog", "ecr:DescribeRepositories", "*")]
    public async Task Registry_AnythingElse_IsDeniedInAwsWords(string method, string path, string action, string resource)
    {
        using var http = new HttpClient { BaseAddress = Guarded.Emulator.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), path);
        var auths = JsonNode.Parse(await File.ReadAllTextAsync(scoped.Login, TestContext.Current.CancellationToken))!["auths"]!;
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + (string)auths[Guarded.Emulator.RegistryHost.ToString()]!["auth"]!);

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)response.StatusCode);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["errors"]![0]!;
        Assert.Equal(("DENIED", Denied(action, resource)), ((string)answer["code"]!, (string)answer["message"]!));
    }

    [Theory]
    [InlineData("ecr:ListImages", B, "list-images", "--repository-name", B)]
    [InlineData("ecr:BatchGetImage", B, "batch-get-image", "--repository-name", B, "--image-ids", "imageTag=v1")]
    [InlineData("ecr:DescribeRepositories", "*", "describe-repositories")]
    [InlineData("ecr:DeleteRepository", A, "delete-repository", "--repository-name", A, "--force")]
    [InlineData("ecr:DeleteRepository", B, "delete-repository", "--repository-name", B, "--force")]
    [InlineData("ecr:PutLifecyclePolicy", A, "put-lifecycle-policy", "--repository-name", A, "--lifecycle-policy-text", Lifecycle)]
    [InlineData("ecr:PutLifecyclePolicy", B, "put-lifecycle-policy", "--repository-name", B, "--lifecycle-policy-text", Lifecycle)]
    public async Task Api_AnythingElse_IsDeniedToTheAwsCli(string action, string resource, params string[] arguments)
    {
        var error = (await Guarded.AwsAsync(scoped.Scoped, ["ecr", .. arguments])).Failed();

        Assert.Contains($"(AccessDeniedException) when calling the {action[4..]} operation: {Denied(action, resource)}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_OfAnotherSecret_IsRefusedByBothApis()
    {
        var wrong = GuardedEmulator.Platform with { SecretAccessKey = GuardedEmulator.Stranger.SecretAccessKey };

        Assert.Contains("(InvalidSignatureException)", (await Guarded.AwsAsync(wrong, "ecr", "describe-repositories")).Failed(), StringComparison.Ordinal);
        Assert.Contains("(SignatureDoesNotMatch)", (await Guarded.AwsAsync(wrong, "sts", "get-caller-identity")).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAccessKey_IsRefusedByBothApis()
    {
        var unknown = new Credentials("AKIANOBODY0000000001", "unknown-secret-unknown-secret");

        Assert.Contains("(UnrecognizedClientException)", (await Guarded.AwsAsync(unknown, "ecr", "describe-repositories")).Failed(), StringComparison.Ordinal);
        Assert.Contains("(InvalidClientTokenId)", (await Guarded.AwsAsync(unknown, "sts", "get-caller-identity")).Failed(), StringComparison.Ordinal);
    }

    private static string Denied(string action, string repository) =>
        $"User: arn:aws:sts::{GuardedEmulator.Home}:assumed-role/push/deploy is not authorized to perform: {action} on resource: "
        + $"arn:aws:ecr:us-east-1:{GuardedEmulator.Home}:repository/{repository} because no session policy allows the {action} action";
}
