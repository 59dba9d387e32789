using System.Text.Json;
using Berth.Emulator;

namespace Berth.Clients.Tests.Containers;

/// <summary>An emulator on a data directory, a repository whose one movable tag is <c>cache</c>, and container clients that are logged in.</summary>
public sealed class ContainerFixture : IAsyncLifetime
{
    private readonly string home = Directory.CreateTempSubdirectory("berth-containers-").FullName;

    public BerthEmulator Emulator { get; private set; } = null!;

    /// <summary>Gets the repository as images name it.</summary>
    public string Repository => $"{Emulator.RegistryHost}/demo/app";

    public async ValueTask InitializeAsync()
    {
        Emulator = await BerthEmulator.StartAsync(new EmulatorOptions { DataDirectory = Path.Combine(home, "data") }, TestContext.Current.CancellationToken);
        await EcrAsync(
            "CreateRepository",
            """{"repositoryName":"demo/app","imageTagMutability":"IMMUTABLE_WITH_EXCLUSION","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"cache"}]}""");
        await EcrAsync("CreateRepository", """{"repositoryName":"demo/layers"}""");
    }

    /// <summary>A path for a test's own files.</summary>
    public string PathOf(string name) => Path.Combine(home, name);

    /// <summary>Runs a client with the login and the storage of these tests.</summary>
    internal Task<ClientResult> RunAsync(string program, params string[] arguments) => ClientProgram.RunAsync(
        program, arguments, new Dictionary<string, string> { ["HOME"] = home, ["REGISTRY_AUTH_FILE"] = PathOf("auth.json"), ["XDG_RUNTIME_DIR"] = home }, home);

    /// <summary>Logs container clients in as the documentation describes.</summary>
    public async Task LoginAsync(string skopeo)
    {
        var token = (await EcrAsync("GetAuthorizationToken", "{}")).GetProperty("authorizationData")[0].GetProperty("authorizationToken").GetString()!;
        var password = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(token))["AWS:".Length..];
        var login = await ClientProgram.RunAsync(
            skopeo,
            ["login", "--tls-verify=false", "--username", "AWS", "--password-stdin", Emulator.RegistryHost.ToString()],
            new Dictionary<string, string> { ["HOME"] = home, ["REGISTRY_AUTH_FILE"] = PathOf("auth.json") },
            home,
            password);
        Assert.Contains("Login Succeeded", login.Output, StringComparison.Ordinal);
    }

    public async Task<JsonElement> EcrAsync(string operation, string body)
    {
        using var http = new HttpClient { BaseAddress = Emulator.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + operation);
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/ecr/aws4_request, SignedHeaders=host, Signature=00");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await Emulator.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }
}
