using System.Net;
using System.Net.Http.Headers;

namespace Berth.Emulator.Tests.Protocols.Ecr.Authorization;

public sealed class GetAuthorizationTokenTests : EmulatorTest
{
    [Fact]
    public async Task GetAuthorizationToken_ForTheCaller_OpensTheRegistryForTwelveHours()
    {
        var data = Assert.Single((await Ecr.OkAsync("GetAuthorizationToken", "{}")).GetProperty("authorizationData").EnumerateArray());
        var token = data.GetProperty("authorizationToken").GetString()!;

        Assert.Equal("http://localhost:5000", data.GetProperty("proxyEndpoint").GetString());
        Assert.Equal((Start + TimeSpan.FromHours(12)).ToUnixTimeSeconds(), data.GetProperty("expiresAt").GetDouble());
        Assert.Equal(HttpStatusCode.OK, await PingAsync(token));
        Emulator.Clock.Advance(TimeSpan.FromHours(12));
        Assert.Equal(HttpStatusCode.Forbidden, await PingAsync(token));
    }

    [Fact]
    public async Task GetAuthorizationToken_ForTwoRegistries_GivesATokenForEach()
    {
        var data = (await Ecr.OkAsync("GetAuthorizationToken", """{"registryIds":["123456789012","210987654321"]}""")).GetProperty("authorizationData");

        Assert.Equal(2, data.GetArrayLength());
    }

    [Theory]
    [InlineData("""{"registryIds":[]}""")]
    [InlineData("""{"registryIds":["1"]}""")]
    [InlineData("""{"registryIds":[null]}""")]
    public async Task GetAuthorizationToken_ForNoRegistry_IsRefused(string body)
    {
        var (code, _) = await Ecr.ErrorAsync("GetAuthorizationToken", body);

        Assert.Equal("InvalidParameterException", code);
    }

    private async Task<HttpStatusCode> PingAsync(string token)
    {
        using var http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Endpoint };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", token);
        using var response = await http.GetAsync(new Uri("/v2/", UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
