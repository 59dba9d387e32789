using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Berth.Emulator;
using Berth.Images;
using Berth.Oci.Authentication;
using Berth.Registries;

namespace Berth.Oci.Tests.Registries;

/// <summary>Berth's own emulator: ECR's rules.</summary>
internal sealed class EmulatorRegistry : TestRegistry
{
    private readonly BerthEmulator emulator;
    private readonly HttpClient api;

    private EmulatorRegistry(BerthEmulator emulator, HttpClient api)
    {
        this.emulator = emulator;
        this.api = api;
    }

    public override RegistryHost Host => emulator.RegistryHost;

    public override RegistryCredential? Credential => null;

    public static async Task<EmulatorRegistry> StartAsync()
    {
        var emulator = await BerthEmulator.StartAsync(new EmulatorOptions { AnonymousAccess = true }, cancellationToken: TestContext.Current.CancellationToken);
        var api = new HttpClient { BaseAddress = emulator.Endpoint };
        return new EmulatorRegistry(emulator, api);
    }

    public override async Task CreateRepositoryAsync(RepositoryName repository)
    {
        await CallAsync(api, "CreateRepository", $$"""{"repositoryName":"{{repository}}"}""");
    }

    public override async ValueTask DisposeAsync()
    {
        api.Dispose();
        await emulator.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override Task<AuthenticationHeaderValue?> PushHeaderAsync(RepositoryName repository) =>
        Task.FromResult<AuthenticationHeaderValue?>(null);

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
