using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Berth.Credentials;
using Berth.Emulator;
using Berth.Names;
using Berth.Oci.Authentication;

namespace Berth.Oci.Tests.Registries;

/// <summary>Berth's own emulator: ECR's rules, and Basic authentication with its token.</summary>
internal class EmulatorRegistry : TestRegistry
{
    private readonly BerthEmulator emulator;
    private readonly HttpClient api;
    private readonly string password;

    protected EmulatorRegistry(BerthEmulator emulator, HttpClient api, string password)
    {
        this.emulator = emulator;
        this.api = api;
        this.password = password;
    }

    public override RegistryHost Host => emulator.RegistryHost;

    public override DockerLogin Credential => DockerLogin.Create("AWS", new Secret(password));

    protected BerthEmulator Emulator => emulator;

    public static async Task<EmulatorRegistry> StartAsync(bool isEcrDoor = false)
    {
        var emulator = await BerthEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        var api = new HttpClient { BaseAddress = emulator.Endpoint };
        var answer = await CallAsync(api, "GetAuthorizationToken", "{}");
        var token = answer.GetProperty("authorizationData")[0].GetProperty("authorizationToken").GetString()!;
        var pair = Encoding.UTF8.GetString(Convert.FromBase64String(token));
        var password = pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return isEcrDoor ? new EcrEndpointRegistry(emulator, api, password) : new EmulatorRegistry(emulator, api, password);
    }

    public override async Task CreateRepositoryAsync(RepositoryName repository)
    {
        await CallAsync(api, "CreateRepository", $$"""{"repositoryName":"{{repository}}"}""");
    }

    public override Task ArchiveAsync(RepositoryName repository, Digest digest) => CallAsync(
        api,
        "UpdateImageStorageClass",
        $$"""{"repositoryName":"{{repository}}","imageId":{"imageDigest":"{{digest}}"},"targetStorageClass":"ARCHIVE"}""");

    public override async ValueTask DisposeAsync()
    {
        api.Dispose();
        await emulator.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override Task<AuthenticationHeaderValue?> PushHeaderAsync(RepositoryName repository) =>
        Task.FromResult<AuthenticationHeaderValue?>(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + password))));

    private static async Task<JsonElement> CallAsync(HttpClient api, string operation, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + operation);
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/ecr/aws4_request, SignedHeaders=host, Signature=00");
        using var response = await api.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }
}
