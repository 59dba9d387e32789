using System.Net;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>OCI distribution specification 1.1, section "Content Management".</summary>
public sealed class SpecificationManagementTests : DistributionTest
{
    [Fact]
    public async Task DeletingTags_OneOfTwo_LeavesTheImage()
    {
        var digest = await Oci.PushImageAsync("a", "x");
        await Oci.PushImageAsync("b", "x");
        using var deleted = await Oci.DeleteAsync("/v2/demo/app/manifests/a");
        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        await StatusAsync(HttpStatusCode.NotFound, "/v2/demo/app/manifests/a");
        await StatusAsync(HttpStatusCode.OK, "/v2/demo/app/manifests/b");
        await StatusAsync(HttpStatusCode.OK, $"/v2/demo/app/manifests/{digest}");
    }

    [Fact]
    public async Task DeletingTags_TheLast_RemovesTheImageAsEcrDoes()
    {
        var digest = await Oci.PushImageAsync("a", "x");
        using var deleted = await Oci.DeleteAsync("/v2/demo/app/manifests/a");
        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        await StatusAsync(HttpStatusCode.NotFound, $"/v2/demo/app/manifests/{digest}");
    }

    [Fact]
    public async Task DeletingManifests_ByDigest_RemovesItAndItsTags()
    {
        var digest = await Oci.PushImageAsync("a", "x");
        await Oci.PushImageAsync("b", "x");
        using var deleted = await Oci.DeleteAsync($"/v2/demo/app/manifests/{digest}");
        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        await StatusAsync(HttpStatusCode.NotFound, "/v2/demo/app/manifests/a");
        await StatusAsync(HttpStatusCode.NotFound, $"/v2/demo/app/manifests/{digest}");
        await RefusedAsync(await Oci.DeleteAsync($"/v2/demo/app/manifests/{digest}"), HttpStatusCode.NotFound, "MANIFEST_UNKNOWN");
    }

    [Fact]
    public async Task DeletingBlobs_Unused_Is202AndOnlyInThisRepository()
    {
        var digest = await Oci.PushBlobAsync([1, 2, 3]);
        using (await Oci.SendAsync(HttpMethod.Post, $"/v2/demo/other/blobs/uploads/?mount={digest}&from=demo/app"))
        {
        }

        using var deleted = await Oci.DeleteAsync($"/v2/demo/app/blobs/{digest}");
        Assert.Equal(HttpStatusCode.Accepted, deleted.StatusCode);
        await StatusAsync(HttpStatusCode.NotFound, $"/v2/demo/app/blobs/{digest}");
        await StatusAsync(HttpStatusCode.OK, $"/v2/demo/other/blobs/{digest}");
        await RefusedAsync(await Oci.DeleteAsync($"/v2/demo/app/blobs/{digest}"), HttpStatusCode.NotFound, "BLOB_UNKNOWN");
    }

    [Fact]
    public async Task DeletingBlobs_OfAnImage_IsRefused()
    {
        await Oci.PushImageAsync("a", "x");
        await RefusedAsync(
            await Oci.DeleteAsync($"/v2/demo/app/blobs/{DigestOf(Bytes("layer x"))}"), HttpStatusCode.MethodNotAllowed, "UNSUPPORTED");
    }

    private async Task StatusAsync(HttpStatusCode status, string path)
    {
        using var response = await Oci.HeadAsync(path);
        Assert.Equal(status, response.StatusCode);
    }

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { Fidelity = Fidelity.Oci };
}
