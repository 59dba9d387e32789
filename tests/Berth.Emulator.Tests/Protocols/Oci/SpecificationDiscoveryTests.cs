using System.Net;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>OCI distribution specification 1.1, section "Content Discovery", and the catalog.</summary>
public sealed class SpecificationDiscoveryTests : DistributionTest
{
    private const string Tags = "/v2/demo/app/tags/list";

    [Fact]
    public async Task ListingTags_None_IsAnEmptyList()
    {
        using var response = await Oci.GetAsync(Tags);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", Header(response, "Content-Type"));
        Assert.Equal("""{"name":"demo/app","tags":[]}""", await response.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("", "a,b,c,d,e", null)]
    [InlineData("?n=2", "a,b", "</v2/demo/app/tags/list?n=2&last=b>; rel=\"next\"")]
    [InlineData("?n=2&last=b", "c,d", "</v2/demo/app/tags/list?n=2&last=d>; rel=\"next\"")]
    [InlineData("?n=2&last=d", "e", null)]
    [InlineData("?n=5", "a,b,c,d,e", null)]
    [InlineData("?n=0", "", null)]
    [InlineData("?last=bb", "c,d,e", null)]
    [InlineData("?last=z", "", null)]
    [InlineData("?n=2147483647&last=a", "b,c,d,e", null)]
    public async Task ListingTags_Page_IsInOrderWithALinkToTheNext(string query, string tags, string? link)
    {
        foreach (var tag in "ecadb")
        {
            await Oci.PushImageAsync(tag.ToString(), "same");
        }

        using var response = await Oci.GetAsync(Tags + query);
        var list = (await JsonAsync(response)).GetProperty("tags").EnumerateArray().Select(tag => tag.GetString());
        Assert.Equal(tags, string.Join(',', list));
        Assert.Equal(link, Header(response, "Link"));
    }

    [Theory]
    [InlineData("?n=-1")]
    [InlineData("?n=many")]
    [InlineData("?n=")]
    [InlineData("?n=99999999999")]
    public async Task ListingTags_BadCount_IsRefused(string query) =>
        await RefusedAsync(await Oci.GetAsync(Tags + query), HttpStatusCode.BadRequest, "UNSUPPORTED");

    [Fact]
    public async Task ListingReferrers_None_IsAnEmptyIndex()
    {
        using var response = await Oci.GetAsync($"/v2/demo/app/referrers/{DigestOf([1])}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(OciIndex, Header(response, "Content-Type"));
        Assert.Equal("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task ListingReferrers_Some_AreDescribedAndFiltered()
    {
        var subject = await Oci.ManifestAsync("app");
        using var _ = await Oci.PutManifestAsync("app", subject);
        var about = $"\"subject\":{DescriptorOf(OciImage, subject)},";
        var signature = await Oci.PushImageAsync("sig", "sig", about + """
            "artifactType":"application/x.signature","annotations":{"by":"me"},
            """.Trim());
        var plain = await Oci.PushImageAsync("@", "plain", about);
        var index = IndexOf(about + "\"artifactType\":\"application/x.signature\",");
        using var put = await Oci.PutManifestAsync("idx", index, OciIndex);

        using var all = await Oci.GetAsync($"/v2/demo/app/referrers/{DigestOf(subject)}");
        var manifests = (await JsonAsync(all)).GetProperty("manifests").EnumerateArray().ToDictionary(item => item.GetProperty("digest").GetString()!);
        Assert.Equal(3, manifests.Count);
        Assert.Equal("application/vnd.oci.image.config.v1+json", manifests[plain.ToString()].GetProperty("artifactType").GetString());
        Assert.Equal("me", manifests[signature.ToString()].GetProperty("annotations").GetProperty("by").GetString());
        Assert.Equal(OciIndex, manifests[DigestOf(index).ToString()].GetProperty("mediaType").GetString());
        Assert.Equal(index.Length, manifests[DigestOf(index).ToString()].GetProperty("size").GetInt32());
        Assert.Null(Header(all, "OCI-Filters-Applied"));

        using var some = await Oci.GetAsync($"/v2/demo/app/referrers/{DigestOf(subject)}?artifactType=application/x.signature");
        Assert.Equal("artifactType", Header(some, "OCI-Filters-Applied"));
        Assert.Equal(2, (await JsonAsync(some)).GetProperty("manifests").GetArrayLength());
    }

    [Fact]
    public async Task ListingReferrers_AfterTheirDeletion_AreGone()
    {
        var subject = await Oci.ManifestAsync("app");
        var signature = await Oci.PushImageAsync("@", "sig", $"\"subject\":{DescriptorOf(OciImage, subject)},");
        using var deleted = await Oci.DeleteAsync($"/v2/demo/app/manifests/{signature}");
        using var response = await Oci.GetAsync($"/v2/demo/app/referrers/{DigestOf(subject)}");
        Assert.Equal(0, (await JsonAsync(response)).GetProperty("manifests").GetArrayLength());
    }

    [Fact]
    public async Task Catalog_Pages_ListEveryRepositoryOfTheRegistryOnce()
    {
        await Ecr.OkAsync("CreateRepository", """{"repositoryName":"another"}""");
        var names = new List<string>();
        var path = "/v2/_catalog?n=2";
        for (var page = 0; path is not null && page < 5; page++)
        {
            using var response = await Oci.GetAsync(path);
            names.AddRange((await JsonAsync(response)).GetProperty("repositories").EnumerateArray().Select(name => name.GetString()!));
            path = Header(response, "Link")?.Split('<', '>')[1];
        }

        Assert.Equal(["another", "demo/app", "demo/other"], names);
    }

    [Fact]
    public async Task Catalog_OfAnotherAccountsToken_IsAnotherRegistry()
    {
        using var other = new OciClient(Emulator, TokenOf(Emulator, "210987654321"));
        using var response = await other.GetAsync("/v2/_catalog");
        Assert.Equal(0, (await JsonAsync(response)).GetProperty("repositories").GetArrayLength());
    }

    protected override EmulatorOptions Options(EmulatorOptions options) => options with { Fidelity = Fidelity.Oci };
}
