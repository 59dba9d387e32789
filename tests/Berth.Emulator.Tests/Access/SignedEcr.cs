using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Berth.Emulator.Tests.Access;

/// <summary>Sends requests with credentials: signed to the JSON API, with a token to the registry.</summary>
internal sealed class SignedEcr(BerthEmulator emulator, TestCredentials credentials) : IDisposable
{
    private readonly HttpClient api = new(new SigningHandler(credentials, "ecr", emulator.Clock, emulator.CreateHandler())) { BaseAddress = emulator.Endpoint };
    private readonly HttpClient registry = new(emulator.CreateHandler()) { BaseAddress = emulator.Endpoint };

    public async Task<EcrAnswer> CallAsync(string operation, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + operation);
        using var response = await api.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new EcrAnswer((int)response.StatusCode, text, JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Calls an operation that must succeed.</summary>
    public async Task<JsonElement> OkAsync(string operation, string body)
    {
        var answer = await CallAsync(operation, body);
        Assert.True(answer.Status == 200, $"{operation}: {answer.Text}");
        return answer.Json;
    }

    /// <summary>Gets a token for an account's registry and logs in with it.</summary>
    public async Task LoginAsync(string account)
    {
        var answer = await OkAsync("GetAuthorizationToken", $$"""{"registryIds":["{{account}}"]}""");
        var token = answer.GetProperty("authorizationData")[0].GetProperty("authorizationToken").GetString();
        registry.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", token);
    }

    /// <summary>Sends a request to the registry.</summary>
    /// <returns>The status, and the message of the first error if there is one.</returns>
    public async Task<(int Status, string? Code, string? Message)> SendAsync(HttpMethod method, string path, string? body = null, string? mediaType = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        }

        using var response = await registry.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        if ((int)response.StatusCode < 400 || !text.StartsWith('{'))
        {
            return ((int)response.StatusCode, null, null);
        }

        using var json = JsonDocument.Parse(text);
        var error = json.RootElement.GetProperty("errors")[0];
        return ((int)response.StatusCode, error.GetProperty("code").GetString(), error.GetProperty("message").GetString());
    }

    public void Dispose()
    {
        api.Dispose();
        registry.Dispose();
    }
}
