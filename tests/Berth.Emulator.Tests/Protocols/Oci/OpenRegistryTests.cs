using System.Net;

namespace Berth.Emulator.Tests.Protocols.Oci;

public sealed class OpenRegistryTests : DistributionTest
{
    [Fact]
    public async Task AnonymousAccess_WithoutCredentials_ActsAsTheDefaultAccount()
    {
        using var client = new OciClient(Emulator, string.Empty);
        await client.PushImageAsync("v1", "a");
    }

    [Fact]
    public async Task CreateOnPush_UnknownRepository_IsCreated()
    {
        using var client = new OciClient(Emulator, name: "made/by/push");
        await client.PushImageAsync("v1", "a");
        var answer = await Ecr.OkAsync("DescribeRepositories", """{"repositoryNames":["made/by/push"]}""");
        Assert.Equal("MUTABLE", answer.GetProperty("repositories")[0].GetProperty("imageTagMutability").GetString());
    }

    [Fact]
    public async Task CreateOnPush_Pull_StaysUnknown() => await OciClient.RefusedAsync(
        await Oci.GetAsync("/v2/made/by/pull/tags/list"), HttpStatusCode.NotFound, "NAME_UNKNOWN");

    [Fact]
    public async Task InProcess_LargeBlob_StreamsBothWays()
    {
        var blob = new byte[5_000_000];
        new Random(5).NextBytes(blob);
        using var http = new HttpClient(Emulator.CreateHandler()) { BaseAddress = Emulator.Endpoint };
        using var begun = await http.PostAsync(new Uri("/v2/demo/app/blobs/uploads/", UriKind.Relative), null, Token);
        using var patch = await http.PatchAsync(begun.Headers.Location, new StreamContent(new MemoryStream(blob)), Token);
        Assert.Equal("0-4999999", OciClient.Header(patch, "Range"));
        using var put = await http.PutAsync(new Uri($"{patch.Headers.Location}?digest={OciClient.DigestOf(blob)}", UriKind.Relative), null, Token);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(blob, await http.GetByteArrayAsync(put.Headers.Location, Token));
    }

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { AnonymousAccess = true, CreateOnPush = true, Fidelity = Fidelity.Oci };
}
