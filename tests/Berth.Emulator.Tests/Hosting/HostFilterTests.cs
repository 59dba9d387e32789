using System.Net;

namespace Berth.Emulator.Tests.Hosting;

/// <summary>Requests that a web page can cause are refused on every path of the socket.</summary>
public sealed class HostFilterTests : EmulatorTest
{
    [Theory]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:5000", 200)]
    [InlineData("[::1]:5000", 200)]
    [InlineData("emulator:5000", 200)]
    [InlineData("host.docker.internal", 200)]
    [InlineData("123456789012.dkr.ecr.us-east-1.localhost:5000", 200)]
    [InlineData("api.ecr.us-east-1.amazonaws.com", 200)]
    [InlineData("rebinding.example.com", 403)]
    [InlineData("127.0.0.1.example.com", 403)]
    [InlineData("amazonaws.com.example.com", 403)]
    [InlineData("notamazonaws.com", 403)]
    public async Task Request_ToAHost_IsAllowedOrRefused(string host, int expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_berth/health") { Headers = { Host = host } };

        Assert.Equal(expected, (int)await SendAsync(request));
    }

    [Theory]
    [InlineData("/_berth/health")]
    [InlineData("/v2/")]
    [InlineData("/")]
    public async Task Request_OfAnotherSite_IsRefused(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(request));
    }

    private async Task<HttpStatusCode> SendAsync(HttpRequestMessage request)
    {
        using var http = new HttpClient { BaseAddress = Emulator.Endpoint };
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
