using System.Net;
using System.Security.Cryptography;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>OCI distribution specification 1.1, section "Push".</summary>
public sealed class SpecificationPushTests : DistributionTest
{
    private const string Uploads = "/v2/demo/app/blobs/uploads/";
    private const string OctetStream = "application/octet-stream";

    private readonly byte[] blob = RandomNumberGenerator.GetBytes(30_000);

    [Fact]
    public async Task PostThenPut_WholeBlob_Is201WithItsLocation()
    {
        using var begun = await Oci.SendAsync(HttpMethod.Post, Uploads);
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        Assert.Equal("0-0", Header(begun, "Range"));
        using var put = await Oci.SendAsync(HttpMethod.Put, $"{begun.Headers.Location}?digest={DigestOf(blob)}", blob, OctetStream);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        await PullsAsync(put.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SinglePost_WholeBlob_Is201WithItsLocation()
    {
        using var post = await Oci.SendAsync(HttpMethod.Post, $"{Uploads}?digest={DigestOf(blob)}", blob, OctetStream);
        Assert.Equal(HttpStatusCode.Created, post.StatusCode);
        await PullsAsync(post.Headers.Location!.ToString());
    }

    [Fact]
    public async Task SinglePost_WrongDigest_Is400AndStoresNothing()
    {
        var digest = DigestOf(blob);
        await RefusedAsync(
            await Oci.SendAsync(HttpMethod.Post, $"{Uploads}?digest={digest}", [.. blob, 1], OctetStream), HttpStatusCode.BadRequest, "BLOB_UPLOAD_INVALID");
        using var head = await Oci.HeadAsync($"/v2/demo/app/blobs/{digest}");
        Assert.Equal(HttpStatusCode.NotFound, head.StatusCode);
    }

    [Fact]
    public async Task Put_NoOrBadDigest_Is400()
    {
        var location = await Oci.BeginAsync();
        await RefusedAsync(await Oci.SendAsync(HttpMethod.Put, location, blob), HttpStatusCode.BadRequest, "DIGEST_INVALID");
        await RefusedAsync(await Oci.SendAsync(HttpMethod.Put, location + "?digest=sha256:1", blob), HttpStatusCode.BadRequest, "DIGEST_INVALID");
    }

    [Fact]
    public async Task SinglePost_Sha512_IsStoredUnderThatDigest()
    {
        var digest = "sha512:" + Convert.ToHexStringLower(SHA512.HashData(blob));
        using var post = await Oci.SendAsync(HttpMethod.Post, $"{Uploads}?digest={digest}", blob, OctetStream);
        Assert.Equal(HttpStatusCode.Created, post.StatusCode);
        Assert.Equal(digest, Header(post, "Docker-Content-Digest"));
        await PullsAsync($"/v2/demo/app/blobs/{digest}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task InChunks_InOrder_Is202EachAnd201AtTheEnd(bool lastByPut)
    {
        var location = await Oci.BeginAsync();
        byte[][] chunks = [blob[..10_000], blob[10_000..20_000], blob[20_000..]];
        var start = 0;
        foreach (var chunk in lastByPut ? chunks[..2] : chunks)
        {
            using var patch = await Oci.SendAsync(HttpMethod.Patch, location, chunk, OctetStream, ("Content-Range", $"{start}-{start + chunk.Length - 1}"));
            Assert.Equal(HttpStatusCode.Accepted, patch.StatusCode);
            start += chunk.Length;
            Assert.Equal($"0-{start - 1}", Header(patch, "Range"));
            location = patch.Headers.Location!.ToString();
        }

        using var put = lastByPut
            ? await Oci.SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf(blob)}", chunks[2], OctetStream, ("Content-Range", "20000-29999"))
            : await Oci.SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf(blob)}", []);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        await PullsAsync(put.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("PATCH", 20_000)]
    [InlineData("PATCH", 0)]
    [InlineData("PATCH", 9_999)]
    [InlineData("PUT", 20_000)]
    [InlineData("PUT", 5_000)]
    public async Task InChunks_OutOfOrder_Is416AndTheUploadGoesOn(string method, int start)
    {
        var location = await Oci.BeginAsync();
        using (await Oci.SendAsync(HttpMethod.Patch, location, blob[..10_000], OctetStream, ("Content-Range", "0-9999")))
        {
        }

        using var wrong = await Oci.SendAsync(
            new HttpMethod(method), $"{location}?digest={DigestOf(blob)}", blob[..10_000], OctetStream, ("Content-Range", $"{start}-{start + 9999}"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, wrong.StatusCode);
        Assert.Equal("0-9999", Header(wrong, "Range"));

        using var status = await Oci.GetAsync(location);
        Assert.Equal(HttpStatusCode.NoContent, status.StatusCode);
        Assert.Equal("0-9999", Header(status, "Range"));
        using var rest = await Oci.SendAsync(HttpMethod.Put, $"{status.Headers.Location}?digest={DigestOf(blob)}", blob[10_000..], OctetStream, ("Content-Range", "10000-29999"));
        Assert.Equal(HttpStatusCode.Created, rest.StatusCode);
    }

    [Theory]
    [InlineData("0-9998", 400)]
    [InlineData("0-10000", 400)]
    [InlineData("9999-0", 416)]
    [InlineData("zero-ten", 416)]
    [InlineData("5-", 416)]
    public async Task InChunks_WrongLengthOrRange_AddsNothing(string range, int status)
    {
        var location = await Oci.BeginAsync();
        using var patch = await Oci.SendAsync(HttpMethod.Patch, location, blob[..10_000], OctetStream, ("Content-Range", range));
        Assert.Equal(status, (int)patch.StatusCode);
        using var put = await Oci.SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf(blob)}", blob, OctetStream);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
    }

    [Fact]
    public async Task Streamed_WithoutLengthOrRange_IsStored()
    {
        var location = await Oci.BeginAsync();
        using (await Oci.SendAsync(HttpMethod.Patch, location, blob, null, ("Transfer-Encoding", "chunked")))
        {
        }

        using var put = await Oci.SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf(blob)}", []);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        await PullsAsync(put.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Cancel_Upload_Is204ThenUnknown()
    {
        var location = await Oci.BeginAsync();
        using var cancelled = await Oci.DeleteAsync(location);
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        await RefusedAsync(await Oci.GetAsync(location), HttpStatusCode.NotFound, "BLOB_UPLOAD_UNKNOWN");
    }

    [Fact]
    public async Task Upload_FromAnotherRepository_IsUnknown()
    {
        var location = (await Oci.BeginAsync()).Replace("/app/", "/other/", StringComparison.Ordinal);
        await RefusedAsync(await Oci.SendAsync(HttpMethod.Patch, location, blob), HttpStatusCode.NotFound, "BLOB_UPLOAD_UNKNOWN");
    }

    [Fact]
    public async Task MountingABlob_FromARepositoryThatHasIt_Is201()
    {
        var digest = await Oci.PushBlobAsync(blob);
        using var mount = await Oci.SendAsync(HttpMethod.Post, $"/v2/demo/other/blobs/uploads/?mount={digest}&from=demo/app");
        Assert.Equal(HttpStatusCode.Created, mount.StatusCode);
        Assert.Equal($"/v2/demo/other/blobs/{digest}", mount.Headers.Location!.ToString());
        await PullsAsync(mount.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("&from=demo/app")]
    [InlineData("&from=demo/none")]
    [InlineData("&from=NO NAME")]
    [InlineData("")]
    public async Task MountingABlob_NotThere_BeginsAnUpload(string from)
    {
        using var mount = await Oci.SendAsync(HttpMethod.Post, $"/v2/demo/other/blobs/uploads/?mount={DigestOf(blob)}{from}");
        Assert.Equal(HttpStatusCode.Accepted, mount.StatusCode);
        using var put = await Oci.SendAsync(HttpMethod.Put, $"{mount.Headers.Location}?digest={DigestOf(blob)}", blob);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("@")]
    public async Task PushingManifests_ByTagOrDigest_Is201WithAPullableLocation(string reference)
    {
        var manifest = await Oci.ManifestAsync("a");
        using var put = await Oci.PutManifestAsync(reference == "@" ? DigestOf(manifest).ToString() : reference, manifest);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(DigestOf(manifest).ToString(), Header(put, "Docker-Content-Digest"));
        using var get = await Oci.GetAsync(put.Headers.Location!.ToString());
        Assert.Equal(manifest, await get.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task PushingManifests_OtherBytesThanTheDigest_Is400()
    {
        var manifest = await Oci.ManifestAsync("a");
        await RefusedAsync(
            await Oci.PutManifestAsync(DigestOf(manifest).ToString(), [.. manifest, (byte)' ']), HttpStatusCode.BadRequest, "DIGEST_INVALID");
    }

    [Theory]
    [InlineData(DockerImage)]
    [InlineData(OciImage)]
    public async Task PushingManifests_EveryKind_KeepsItsMediaType(string mediaType)
    {
        var image = await Oci.ManifestAsync("a", mediaType: mediaType);
        var listType = mediaType == OciImage ? OciIndex : DockerList;
        using var putImage = await Oci.PutManifestAsync(DigestOf(image).ToString(), image, mediaType);
        using var putIndex = await Oci.PutManifestAsync("multi", IndexOf(listType, mediaType, string.Empty, image), listType);
        Assert.Equal(HttpStatusCode.Created, putIndex.StatusCode);
        using var getImage = await Oci.GetAsync($"/v2/demo/app/manifests/{DigestOf(image)}");
        using var getIndex = await Oci.GetAsync("/v2/demo/app/manifests/multi");
        Assert.Equal(mediaType, Header(getImage, "Content-Type"));
        Assert.Equal(listType, Header(getIndex, "Content-Type"));
    }

    [Fact]
    public async Task PushingManifests_WithoutLayersOrChildren_Is201()
    {
        var config = await Oci.PushBlobAsync(Bytes("{}"));
        var manifest = Bytes($$"""{"schemaVersion":2,"artifactType":"application/x","config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"{{config}}","size":2},"layers":[]}""");
        using var image = await Oci.PutManifestAsync("empty", manifest);
        Assert.Equal(HttpStatusCode.Created, image.StatusCode);
        using var index = await Oci.PutManifestAsync("none", IndexOf(string.Empty), OciIndex);
        Assert.Equal(HttpStatusCode.Created, index.StatusCode);
    }

    [Fact]
    public async Task PushingManifests_WithNondistributableLayers_NeedsThemNot()
    {
        var config = await Oci.PushBlobAsync(Bytes("{}"));
        var manifest = Bytes($$"""{"schemaVersion":2,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{config}}","size":2},"layers":[{"mediaType":"application/vnd.oci.image.layer.nondistributable.v1.tar+gzip","digest":"{{DigestOf(blob)}}","size":30000,"urls":["https://layers.example"]}]}""");
        using var put = await Oci.PutManifestAsync("foreign", manifest);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
    }

    [Fact]
    public async Task PushingManifestsWithSubject_MissingSubject_Is201WithOciSubject()
    {
        var manifest = await Oci.ManifestAsync("sig", $$"""
            "subject":{{DescriptorOf(OciImage, blob)}},
            """);
        using var put = await Oci.PutManifestAsync("sig", manifest);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(DigestOf(blob).ToString(), Header(put, "OCI-Subject"));
    }

    private async Task PullsAsync(string location)
    {
        using var get = await Oci.GetAsync(location);
        Assert.Equal(HttpStatusCode.OK, get.StatusCode);
        Assert.Equal(blob, await get.Content.ReadAsByteArrayAsync(Token));
    }

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { Fidelity = Fidelity.Oci };
}
