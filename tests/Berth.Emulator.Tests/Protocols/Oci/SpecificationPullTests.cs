using System.Net;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>OCI distribution specification 1.1, sections "Determining Support", "Pull" and "Error Codes".</summary>
public sealed class SpecificationPullTests : DistributionTest
{
    private const string NoDigest = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData("/v2/")]
    [InlineData("/v2")]
    public async Task DeterminingSupport_Get_Is200(string path)
    {
        using var response = await Oci.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("registry/2.0", Header(response, "Docker-Distribution-Api-Version"));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("@")]
    public async Task PullingManifests_ByTagOrDigest_GivesItAsPushed(string reference)
    {
        var manifest = await Oci.ManifestAsync("a");
        using var put = await Oci.PutManifestAsync("latest", manifest);
        using var response = await Oci.GetAsync($"/v2/demo/app/manifests/{(reference == "@" ? DigestOf(manifest).ToString() : reference)}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(manifest, await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(OciImage, Header(response, "Content-Type"));
        Assert.Equal(DigestOf(manifest).ToString(), Header(response, "Docker-Content-Digest"));
    }

    [Theory]
    [InlineData("latest")]
    [InlineData(NoDigest)]
    [InlineData(".INVALID_MANIFEST_NAME")]
    [InlineData("v1+build")]
    public async Task PullingManifests_NotThere_Is404(string reference)
    {
        await RefusedAsync(await Oci.GetAsync($"/v2/demo/app/manifests/{reference}"), HttpStatusCode.NotFound, "MANIFEST_UNKNOWN");
        using var head = await Oci.HeadAsync($"/v2/demo/app/manifests/{reference}");
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4096)]
    [InlineData(1_500_000)]
    public async Task PullingBlobs_Get_GivesTheBytes(int length)
    {
        var bytes = new byte[length];
        Random.Shared.NextBytes(bytes);
        var digest = await Oci.PushBlobAsync(bytes);
        using var response = await Oci.GetAsync($"/v2/demo/app/blobs/{digest}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(bytes, await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(digest.ToString(), Header(response, "Docker-Content-Digest"));
        Assert.Equal("application/octet-stream", Header(response, "Content-Type"));
    }

    [Fact]
    public async Task PullingBlobs_NotThere_Is404()
    {
        await RefusedAsync(await Oci.GetAsync($"/v2/demo/app/blobs/{NoDigest}"), HttpStatusCode.NotFound, "BLOB_UNKNOWN");
        var digest = await Oci.PushBlobAsync(Bytes("of demo/app alone"));
        await RefusedAsync(await Oci.GetAsync($"/v2/demo/other/blobs/{digest}"), HttpStatusCode.NotFound, "BLOB_UNKNOWN");
    }

    [Theory]
    [InlineData("bytes=500-1499", 500, 1000)]
    [InlineData("bytes=500-", 500, 1548)]
    [InlineData("bytes=-500", 1548, 500)]
    [InlineData("bytes=2000-5000", 2000, 48)]
    public async Task PullingBlobs_Range_GivesThePart(string range, int start, int count)
    {
        var bytes = new byte[2048];
        Random.Shared.NextBytes(bytes);
        var digest = await Oci.PushBlobAsync(bytes);
        using var response = await Oci.GetAsync($"/v2/demo/app/blobs/{digest}", ("Range", range));
        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal($"bytes {start}-{start + count - 1}/2048", Header(response, "Content-Range"));
        Assert.Equal(bytes.AsSpan(start, count).ToArray(), await response.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData("bytes=500-0")]
    [InlineData("bytes=5000-10000")]
    public async Task PullingBlobs_RangeOutside_Is416(string range)
    {
        var digest = await Oci.PushBlobAsync(new byte[2048]);
        using var response = await Oci.GetAsync($"/v2/demo/app/blobs/{digest}", ("Range", range));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal("bytes */2048", Header(response, "Content-Range"));
    }

    [Fact]
    public async Task CheckingIfContentExists_Head_HasTheHeadersAndNoBody()
    {
        var digest = await Oci.PushImageAsync("latest", "a");
        using var manifest = await Oci.HeadAsync("/v2/demo/app/manifests/latest");
        Assert.Equal(HttpStatusCode.OK, manifest.StatusCode);
        Assert.Equal(digest.ToString(), Header(manifest, "Docker-Content-Digest"));
        Assert.Equal(OciImage, Header(manifest, "Content-Type"));
        Assert.NotEqual("0", Header(manifest, "Content-Length"));
        Assert.Empty(await manifest.Content.ReadAsByteArrayAsync(Token));

        var blob = await Oci.PushBlobAsync(new byte[4096]);
        using var head = await Oci.HeadAsync($"/v2/demo/app/blobs/{blob}");
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal("4096", Header(head, "Content-Length"));
        Assert.Equal(blob.ToString(), Header(head, "Docker-Content-Digest"));
    }

    [Theory]
    [InlineData("GET", "/v2/demo/none/manifests/latest", 404, "NAME_UNKNOWN")]
    [InlineData("GET", "/v2/demo/none/tags/list", 404, "NAME_UNKNOWN")]
    [InlineData("POST", "/v2/demo/none/blobs/uploads/", 404, "NAME_UNKNOWN")]
    [InlineData("PUT", "/v2/demo/none/manifests/latest", 404, "NAME_UNKNOWN")]
    [InlineData("GET", "/v2/Demo/App/manifests/latest", 400, "NAME_INVALID")]
    [InlineData("GET", "/v2/demo//app/tags/list", 400, "NAME_INVALID")]
    [InlineData("GET", "/v2/demo/app/blobs/sha256:xyz", 400, "DIGEST_INVALID")]
    [InlineData("GET", "/v2/demo/app/blobs/md5:d41d8cd98f00b204e9800998ecf8427e", 400, "DIGEST_INVALID")]
    [InlineData("GET", "/v2/demo/app/referrers/latest", 400, "DIGEST_INVALID")]
    [InlineData("PUT", "/v2/demo/app/manifests/sha256:xyz", 400, "DIGEST_INVALID")]
    [InlineData("PUT", "/v2/demo/app/manifests/v1+build", 400, "TAG_INVALID")]
    [InlineData("GET", "/v2/demo/app/blobs/uploads/0", 404, "BLOB_UPLOAD_UNKNOWN")]
    [InlineData("PATCH", "/v2/demo/app/blobs/uploads/2c5a7a3c-4a0e-4b39-9d50-4c3e0f0a9c11", 404, "BLOB_UPLOAD_UNKNOWN")]
    [InlineData("PUT", "/v2/demo/app/blobs/uploads/..%2F..%2Fetc%2Fpasswd", 404, "BLOB_UPLOAD_UNKNOWN")]
    [InlineData("GET", "/v2/demo/app", 404, "NAME_INVALID")]
    [InlineData("PUT", "/v2/demo/app/tags/list", 405, "UNSUPPORTED")]
    [InlineData("DELETE", "/v2/", 405, "UNSUPPORTED")]
    [InlineData("POST", "/v2/_catalog", 405, "UNSUPPORTED")]
    public async Task ErrorCodes_BadRequest_HasCodeAndBody(string method, string path, int status, string code) =>
        await RefusedAsync(await Oci.SendAsync(new HttpMethod(method), path, []), (HttpStatusCode)status, code);

    [Theory]
    [InlineData("bytes=0-9")]
    [InlineData("bytes=5000-6000")]
    public async Task CheckingBlobs_WithARange_DescribesTheWholeBlob(string range)
    {
        var digest = await Oci.PushBlobAsync(new byte[2048]);

        using var response = await Oci.SendAsync(HttpMethod.Head, $"/v2/demo/app/blobs/{digest}", null, null, ("Range", range));

        Assert.Equal((HttpStatusCode.OK, 2048L, null), (response.StatusCode, response.Content.Headers.ContentLength, Header(response, "Content-Range")));
    }

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { Fidelity = Fidelity.Oci };
}
