using System.Net;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>By default the emulator answers as ECR where ECR differs from the specification.</summary>
public sealed class EcrFidelityTests : DistributionTest
{
    private const int MinPart = 5 * 1024 * 1024;

    [Theory]
    [InlineData("", "efghij")]
    [InlineData("efgh", "ij")]
    [InlineData("efgh", "")]
    public async Task Patch_SmallPartThatIsNotTheLast_FailsTheUploadAtItsEnd(string second, string last)
    {
        var location = await Oci.BeginAsync();
        foreach (var chunk in new[] { "abcd", second }.Where(chunk => chunk.Length > 0))
        {
            using var patch = await Oci.SendAsync(HttpMethod.Patch, location, Bytes(chunk));
        }

        var message = await RefusedAsync(
            await Oci.SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf(Bytes("abcdefghij"))}", Bytes(last)), HttpStatusCode.BadRequest, "BLOB_UPLOAD_INVALID");
        Assert.Equal("All layer parts except the last part should be at least 5MB", message);
    }

    [Theory]
    [InlineData("abcd", "")]
    [InlineData("", "abcd")]
    public async Task Patch_OnePartOfAnySize_IsAccepted(string patched, string last)
    {
        var location = await Oci.BeginAsync();
        using var patch = await Oci.SendAsync(HttpMethod.Patch, location, Bytes(patched));
        using var put = await Oci.SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf(Bytes("abcd"))}", Bytes(last));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
    }

    [Fact]
    public async Task Patch_Chunks_Answer201AndTheEndOfTheFirst()
    {
        var location = await Oci.BeginAsync();
        var first = new byte[MinPart];
        foreach (var (range, chunk) in new[] { ($"0-{MinPart - 1}", first), ($"{MinPart}-{MinPart + 5}", Bytes("efghij")) })
        {
            using var patch = await Oci.SendAsync(HttpMethod.Patch, location, chunk, null, ("Content-Range", range));
            Assert.Equal(HttpStatusCode.Created, patch.StatusCode);
            Assert.Equal($"0-{MinPart - 1}", Header(patch, "Range"));
        }

        using var again = await Oci.SendAsync(HttpMethod.Patch, location, Bytes("abcd"), null, ("Content-Range", "0-3"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, again.StatusCode);
        using var put = await Oci.SendAsync(HttpMethod.Put, $"{location}?digest={DigestOf([.. first, .. Bytes("efghij")])}", []);
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
    }

    [Fact]
    public async Task PutManifest_Answers_WithoutLocation()
    {
        using var put = await Oci.PutManifestAsync("v1", await Oci.ManifestAsync("a"));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Null(put.Headers.Location);
    }

    [Fact]
    public async Task TagsList_Is100APageInPlainTextWithAnAbsoluteOpaqueLink()
    {
        var manifest = await Oci.ManifestAsync("a");
        for (var number = 0; number < 150; number++)
        {
            using var put = await Oci.PutManifestAsync($"t{number:000}", manifest);
        }

        using var first = await Oci.GetAsync("/v2/demo/app/tags/list");
        Assert.Equal("text/plain; charset=utf-8", Header(first, "Content-Type"));
        Assert.Equal(100, (await JsonAsync(first)).GetProperty("tags").GetArrayLength());
        var link = Header(first, "Link")!.Split('<', '>')[1];
        Assert.StartsWith(Emulator.Endpoint.ToString(), link, StringComparison.Ordinal);
        Assert.DoesNotContain("last=t099", link, StringComparison.Ordinal);
        using var second = await Oci.GetAsync(link);
        Assert.Equal(50, (await JsonAsync(second)).GetProperty("tags").GetArrayLength());
    }

    [Fact]
    public async Task TagsList_MoreThan1000_IsUnsupportedWithEcrsText()
    {
        var message = await RefusedAsync(await Oci.GetAsync("/v2/demo/app/tags/list?n=1001"), HttpStatusCode.BadRequest, "UNSUPPORTED");
        Assert.Equal("Invalid parameter at 'maxResults' failed to satisfy constraint: 'Member must have value less than or equal to 1000'", message);
    }

    [Fact]
    public async Task BadTag_Head_Is400()
    {
        using var head = await Oci.HeadAsync("/v2/demo/app/manifests/v1+build");
        Assert.Equal(HttpStatusCode.BadRequest, head.StatusCode);
    }

    [Fact]
    public async Task Blob_Get_RedirectsToALinkThatWorks()
    {
        var digest = await Oci.PushBlobAsync(Bytes("layer"));
        using var redirect = await Oci.GetAsync($"/v2/demo/app/blobs/{digest}");
        Assert.Equal(HttpStatusCode.TemporaryRedirect, redirect.StatusCode);
        using var anonymous = new OciClient(Emulator, string.Empty);
        using var layer = await anonymous.GetAsync(redirect.Headers.Location!.ToString());
        Assert.Equal("layer", await layer.Content.ReadAsStringAsync(Token));
    }
}
