using System.Net;

namespace Berth.Emulator.Tests.Distribution;

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

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { AnonymousAccess = true, CreateOnPush = true };
}
