using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Berth.Aws;
using Berth.Builders;
using Berth.Cli.Failures;
using Berth.Emulator;
using Berth.Emulator.Access;
using Berth.Names;
using Berth.Registries;
using Berth.Repositories.Settings.Mutability;

namespace Berth.Cli.Tests.Commands;

/// <summary>The cache repository of kaniko, from <c>berth prepare</c> to the credentials of the build.</summary>
public sealed class KanikoCacheCommandTests : IAsyncLifetime, IDisposable
{
    private const string CacheRepository = "deployments/proj_abc/kaniko-cache";

    private const string Identities = """
        { "accounts": { "123456789012": {
          "users": { "platform": {
            "accessKeys": [{ "id": "AKIATESTTESTTESTTEST", "secret": "a-secret-of-the-tests" }],
            "policies": { "all": { "Version": "2012-10-17", "Statement": [
              { "Effect": "Allow", "Action": ["ecr:*", "sts:AssumeRole", "sts:TagSession"], "Resource": "*" }, DENIED ] } } } },
          "roles": { "push": {
            "trust": { "Version": "2012-10-17", "Statement": { "Effect": "Allow",
              "Principal": { "AWS": "arn:aws:iam::123456789012:root" }, "Action": ["sts:AssumeRole", "sts:TagSession"] } },
            "policies": { "all": { "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "ecr:*", "Resource": "*" } } } } } } } }
        """;

    private static readonly string[] Deployment = ["prepare", "-p", "proj_abc", "-e", "production", "--version", "1", "--short-code", "k3v9x0aq"];

    private readonly CommandRun run = new();
    private BerthEmulator emulator = null!;

    private string Image => $"{emulator.RegistryHost}/deployments/proj_abc:1.production.k3v9x0aq";

    public async ValueTask InitializeAsync() => await StartAsync("sns:Publish");

    public ValueTask DisposeAsync() => emulator.DisposeAsync();

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task Prepare_ForKaniko_EnsuresAMutableRepositoryWhoseImagesExpire()
    {
        var outcome = await run.RunAsync([.. Deployment, "--output", "kaniko"]);

        Assert.Equal(
            (ExitCodes.Success, string.Empty, $"--destination={Image} --cache=true --cache-repo={emulator.RegistryHost}/{CacheRepository} --cache-ttl=336h\n"),
            (outcome.ExitCode, outcome.Error, outcome.Output));
        using var clients = new EcrClientFactory();
        var repositories = clients.For(Registry()).Repositories;
        var cache = RepositoryName.Parse(CacheRepository);
        var described = await repositories.DescribeRepositoryAsync(cache, TestContext.Current.CancellationToken);
        Assert.Equal(TagMutability.Mutable, described!.TagMutability.Value);
        Assert.Equal(KanikoCache.LifecyclePolicy.ToString(), await repositories.GetLifecyclePolicyAsync(cache, TestContext.Current.CancellationToken));
        var images = await repositories.DescribeRepositoryAsync(RepositoryName.Parse("deployments/proj_abc"), TestContext.Current.CancellationToken);
        Assert.Equal(TagMutabilityMode.ImmutableWithExclusion, images!.TagMutability.Value!.Mode);
    }

    [Fact]
    public async Task Prepare_ForOtherFormats_EnsuresNoCacheRepository()
    {
        foreach (var format in (string[])["buildx", "buildctl", "buildah", "dotnet", "json", "env"])
        {
            Assert.Equal(ExitCodes.Success, (await run.RunAsync([.. Deployment, "--output", format])).ExitCode);
        }

        using var clients = new EcrClientFactory();
        Assert.Null(await clients.For(Registry()).Repositories.DescribeRepositoryAsync(RepositoryName.Parse(CacheRepository), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Prepare_ForKanikoWithoutAccessToTheCacheRepository_WarnsAndLeavesTheCacheOut()
    {
        await emulator.DisposeAsync();
        await StartAsync("ecr:CreateRepository");

        var outcome = await run.RunAsync([.. Deployment, "--output", "kaniko"]);

        Assert.Equal((ExitCodes.Success, $"--destination={Image}\n"), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("berth: warning: the build runs without a cache, because its repository is not available: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("CreateRepository", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("buildx", HttpStatusCode.Forbidden)]
    [InlineData("kaniko", HttpStatusCode.Accepted)]
    public async Task Credentials_OfABuilder_ReachTheCacheRepositoryOfKanikoOnly(string? builder, HttpStatusCode status)
    {
        await run.RunAsync([.. Deployment, "--output", "kaniko"]);
        run.WithVariable("BERTH_ROLE_ARN", "arn:aws:iam::123456789012:role/push");

        var outcome = await run.RunAsync(["credentials", Image, "--output", "json", .. builder is null ? Array.Empty<string>() : ["--builder", builder]]);

        using var json = JsonDocument.Parse(outcome.Output);
        var password = json.RootElement.GetProperty("password").GetString();
        Assert.Equal(HttpStatusCode.Accepted, await StartUploadAsync("deployments/proj_abc", password!));
        Assert.Equal(status, await StartUploadAsync(CacheRepository, password!));
    }

    private async Task<HttpStatusCode> StartUploadAsync(string repository, string password)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator.Endpoint, $"/v2/{repository}/blobs/uploads/"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"AWS:{password}")));
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private EcrRegistry Registry() => new(emulator.RegistryHost, AccountId.Parse("123456789012"), Region.Parse("us-east-1")) { Endpoint = emulator.Endpoint };

    private async Task StartAsync(string deniedAction)
    {
        var denied = $$"""{ "Effect": "Deny", "Action": "{{deniedAction}}", "Resource": "arn:aws:ecr:*:*:repository/*/kaniko-cache" }""";
        emulator = await BerthEmulator.StartAsync(
            new EmulatorOptions { Identities = IdentityDirectory.Parse(Identities.Replace("DENIED", denied, StringComparison.Ordinal)) },
            TestContext.Current.CancellationToken);
        run.WithVariable("BERTH_HOST", emulator.RegistryHost.ToString())
            .WithVariable("BERTH_KIND", "ecr")
            .WithVariable("BERTH_ACCOUNT", "123456789012")
            .WithVariable("BERTH_REGION", "us-east-1")
            .WithVariable("BERTH_ENDPOINT", emulator.Endpoint.ToString());
    }
}
