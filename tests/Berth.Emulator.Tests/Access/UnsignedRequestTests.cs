using System.Net.Http.Headers;
using System.Text;

namespace Berth.Emulator.Tests.Access;

/// <summary>Requests without a signature, in the default mode: the APIs refuse them, and <c>/v2/</c> asks for credentials.</summary>
public sealed class UnsignedRequestTests : EmulatorTest
{
    private const string Scope = "AKIATEST/20260101/us-east-1/ecr/aws4_request";

    [Theory]
    [InlineData(null, "MissingAuthenticationTokenException")]
    [InlineData("Basic QVdTOng=", "MissingAuthenticationTokenException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=" + Scope, "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/ecr, SignedHeaders=host, Signature=00", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/not a region/ecr/aws4_request, SignedHeaders=host, Signature=00", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=" + Scope + ", SignedHeaders=host, Signature=00", null)]
    public async Task Ecr_RequestWithoutASignature_IsRefused(string? authorization, string? code)
    {
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        var (status, body) = await SendAsync(content, authorization, "AmazonEC2ContainerRegistry_V20150921.DescribeRepositories");

        Assert.Equal(code is null ? 200 : 400, status);
        Assert.Contains(code is null ? "\"repositories\"" : $"\"__type\":\"{code}\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 403, "<Code>MissingAuthenticationToken</Code>")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIATEST/20260101/us-east-1/sts/aws4_request, SignedHeaders=host, Signature=00", 200, "<Account>123456789012</Account>")]
    public async Task Sts_RequestWithoutASignature_IsRefused(string? authorization, int status, string expected)
    {
        using var content = new StringContent("Action=GetCallerIdentity&Version=2011-06-15", Encoding.UTF8, "application/x-www-form-urlencoded");
        var answer = await SendAsync(content, authorization, null);

        Assert.Equal(status, answer.Status);
        Assert.Contains(expected, answer.Body, StringComparison.Ordinal);
    }

    private async Task<(int Status, string Body)> SendAsync(HttpContent content, string? authorization, string? target)
    {
        using var http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Endpoint };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };
        if (target is not null)
        {
            request.Headers.Add("X-Amz-Target", target);
        }

        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
