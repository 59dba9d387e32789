using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Berth.Emulator.Tests;

/// <summary>Speaks AWS JSON 1.1 to an emulator the way an SDK does, without one.</summary>
internal sealed class EcrClient(BerthEmulator emulator, bool overSocket = false, string accessKey = "AKIATEST", string region = "us-east-1") : IDisposable
{
    /// <summary>An authorization header that an emulator without identities accepts: it does not verify the signature.</summary>
    public const string Authorization = "AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/ecr/aws4_request, SignedHeaders=host, Signature=00";

    private readonly HttpClient http = new(overSocket ? new SocketsHttpHandler() : emulator.CreateHandler()) { BaseAddress = emulator.Endpoint };

    public async Task<EcrAnswer> CallAsync(string operation, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + operation);
        request.Headers.TryAddWithoutValidation(
            "Authorization", $"AWS4-HMAC-SHA256 Credential={accessKey}/20260101/{region}/ecr/aws4_request, SignedHeaders=host, Signature=00");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal("application/x-amz-json-1.1", response.Content.Headers.ContentType?.ToString());
        Assert.True(Guid.TryParse(Assert.Single(response.Headers.GetValues("x-amzn-RequestId")), out _));
        EcrModel.Check(operation, (int)response.StatusCode, text);
        return new EcrAnswer((int)response.StatusCode, text, JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Calls an operation that must succeed.</summary>
    public async Task<JsonElement> OkAsync(string operation, string body)
    {
        var answer = await CallAsync(operation, body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    /// <summary>Calls an operation that must fail.</summary>
    /// <returns>Code and text.</returns>
    public async Task<(string Code, string Message)> ErrorAsync(string operation, string body, int status = 400)
    {
        var answer = await CallAsync(operation, body);
        Assert.True(answer.Status == status, $"{answer.Status}: {answer.Text}");
        return (answer.Json.GetProperty("__type").GetString()!, answer.Json.GetProperty("message").GetString()!);
    }

    public void Dispose() => http.Dispose();
}
