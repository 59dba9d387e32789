namespace Berth.Clients.Tests.Identities;

/// <summary>
/// Credentials of one deployment, as real clients use them: a session of the push role whose policy names one repository. The AWS CLI
/// signs, skopeo pushes and pulls; nothing of Berth's client takes part.
/// </summary>
public sealed class ScopedCredentialsTests : IAsyncLifetime
{
    private const string A = "deployments/proj-a";
    private const string B = "deployments/proj-b";

    private const string SessionPolicy = $$"""
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"ecr:GetAuthorizationToken","Resource":"*"},
        {"Effect":"Allow","Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:CompleteLayerUpload","ecr:GetDownloadUrlForLayer","ecr:InitiateLayerUpload","ecr:PutImage","ecr:UploadLayerPart"],"Resource":"arn:aws:ecr:us-east-1:{{GuardedEmulator.Home}}:repository/{{A}}"}]}
        """;

    private const string Lifecycle =
        """{"rules":[{"rulePriority":1,"selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":3},"action":{"type":"expire"}}]}""";

    private GuardedEmulator guarded = null!;

    public async ValueTask InitializeAsync()
    {
        guarded = await GuardedEmulator.StartAsync();
        foreach (var repository in new[] { A, B })
        {
            await guarded.AwsJsonAsync(GuardedEmulator.Platform, "ecr", "create-repository", "--repository-name", repository);
        }

        (await guarded.PushAsync(await guarded.LoginAsync(GuardedEmulator.Platform), B, "v1")).Succeeded();
    }

    public async ValueTask DisposeAsync() => await guarded.DisposeAsync();

    [Fact]
    public async Task Push_ToTheDeploymentsRepository_AndPull_Succeed()
    {
        var login = await guarded.LoginAsync(await ScopedAsync());

        (await guarded.PushAsync(login, A, "v1")).Succeeded();
        (await guarded.PullAsync(login, A, "v1")).Succeeded();
    }

    [Fact]
    public async Task Registry_AnythingElse_IsDenied()
    {
        var login = await guarded.LoginAsync(await ScopedAsync());

        Assert.Contains(Denied("ecr:InitiateLayerUpload", B), Flat(await guarded.PushAsync(login, B, "v2")), StringComparison.Ordinal);
        Assert.Contains("ecr:BatchGetImage", Flat(await guarded.PullAsync(login, B, "v1")), StringComparison.Ordinal);
        Assert.Contains("ecr:ListImages", Flat(await guarded.ListTagsAsync(login, B)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v2/deployments/proj-b/tags/list", "ecr:ListImages", B)]
    [InlineData("/v2/deployments/proj-b/manifests/v1", "ecr:BatchGetImage", B)]
    [InlineData("/v2/_catalog", "ecr:DescribeRepositories", "*")]
    public async Task Registry_OtherRequests_AreDeniedInAwsWords(string path, string action, string resource)
    {
        using var http = new HttpClient { BaseAddress = guarded.Emulator.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Authorization", "Basic " + await TokenAsync(await ScopedAsync()));

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(403, (int)response.StatusCode);
        Assert.Contains(Denied(action, resource), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ecr:ListImages", B, "list-images", "--repository-name", B)]
    [InlineData("ecr:BatchGetImage", B, "batch-get-image", "--repository-name", B, "--image-ids", "imageTag=v1")]
    [InlineData("ecr:DescribeRepositories", "*", "describe-repositories")]
    [InlineData("ecr:DeleteRepository", A, "delete-repository", "--repository-name", A, "--force")]
    [InlineData("ecr:DeleteRepository", B, "delete-repository", "--repository-name", B, "--force")]
    [InlineData("ecr:PutLifecyclePolicy", A, "put-lifecycle-policy", "--repository-name", A, "--lifecycle-policy-text", Lifecycle)]
    [InlineData("ecr:PutLifecyclePolicy", B, "put-lifecycle-policy", "--repository-name", B, "--lifecycle-policy-text", Lifecycle)]
    public async Task Api_AnythingElse_IsDenied(string action, string resource, params string[] arguments)
    {
        var result = await guarded.AwsAsync(await ScopedAsync(), ["ecr", .. arguments]);

        Assert.Contains("AccessDeniedException", result.Failed(), StringComparison.Ordinal);
        Assert.Contains(Denied(action, resource), result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Registry_AfterTheSessionsEnd_RefusesEverything()
    {
        var login = await guarded.LoginAsync(await ScopedAsync());
        (await guarded.PushAsync(login, A, "v1")).Succeeded();

        guarded.Emulator.Clock.Advance(TimeSpan.FromSeconds(901));

        Assert.Contains("Your authorization token has expired", Flat(await guarded.PushAsync(login, A, "v2")), StringComparison.Ordinal);
        Assert.Contains("Your authorization token has expired", Flat(await guarded.PullAsync(login, A, "v1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_OfAnotherSecret_IsRefusedByBothApis()
    {
        var wrong = GuardedEmulator.Platform with { SecretAccessKey = GuardedEmulator.Stranger.SecretAccessKey };

        Assert.Contains("InvalidSignatureException", (await guarded.AwsAsync(wrong, "ecr", "describe-repositories")).Failed(), StringComparison.Ordinal);
        Assert.Contains("SignatureDoesNotMatch", (await guarded.AwsAsync(wrong, "sts", "get-caller-identity")).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OfNobody_IsRefusedByBothApis()
    {
        var nobody = new Credentials("AKIANOBODY0000000001", "nobody-secret-nobody-secret");

        Assert.Contains("The security token included in the request is invalid.", (await guarded.AwsAsync(nobody, "ecr", "describe-repositories")).Failed(), StringComparison.Ordinal);
        Assert.Contains("InvalidClientTokenId", (await guarded.AwsAsync(nobody, "sts", "get-caller-identity")).Failed(), StringComparison.Ordinal);
    }

    private static string Denied(string action, string repository) =>
        $"User: arn:aws:sts::{GuardedEmulator.Home}:assumed-role/push/deploy is not authorized to perform: {action} on resource: "
        + $"arn:aws:ecr:us-east-1:{GuardedEmulator.Home}:repository/{repository} because no session policy allows the {action} action";

    private static string Flat(ClientResult result) => result.Failed().Replace("\\\"", "\"", StringComparison.Ordinal);

    private Task<Credentials> ScopedAsync() =>
        guarded.AssumeAsync(GuardedEmulator.Platform, GuardedEmulator.PushRole, SessionPolicy.ReplaceLineEndings(string.Empty));

    private async Task<string> TokenAsync(Credentials credentials) =>
        (string)(await guarded.AwsJsonAsync(credentials, "ecr", "get-authorization-token"))["authorizationData"]![0]!["authorizationToken"]!;
}
