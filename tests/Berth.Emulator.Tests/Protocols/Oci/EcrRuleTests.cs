using System.Net;
using System.Text;
using static Berth.Emulator.Tests.Protocols.Oci.OciClient;

namespace Berth.Emulator.Tests.Protocols.Oci;

/// <summary>What ECR asks of a push and a pull beyond the specification.</summary>
public sealed class EcrRuleTests : DistributionTest
{
    [Theory]
    [InlineData("")]
    [InlineData("not-a-token")]
    public async Task Authentication_NoneOrWrong_Is401WithEcrsTextAndRealm(string password)
    {
        using var client = new OciClient(Emulator, password);
        using var response = await client.GetAsync("/v2/");
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Not Authorized\n", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal("text/plain; charset=utf-8", Header(response, "Content-Type"));
        Assert.Equal("registry/2.0", Header(response, "Docker-Distribution-Api-Version"));
        Assert.Equal($"Basic realm=\"http://{Emulator.RegistryHost}/\",service=\"ecr.amazonaws.com\"", Header(response, "WWW-Authenticate"));
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic bm8tY29sb24=")]
    [InlineData("Basic b3RoZXI6dG9rZW4=")]
    [InlineData("Bearer abc")]
    public async Task Authentication_MalformedHeader_Is401(string header)
    {
        using var client = new OciClient(Emulator, string.Empty);
        using var response = await client.GetAsync("/v2/", ("Authorization", header));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task Authentication_AfterTwelveHours_IsDenied()
    {
        Emulator.Clock.Advance(TimeSpan.FromHours(11.9));
        using var fresh = await Oci.GetAsync("/v2/");
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        Emulator.Clock.Advance(TimeSpan.FromHours(0.2));
        var message = await RefusedAsync(await Oci.GetAsync("/v2/"), HttpStatusCode.Forbidden, "DENIED");
        Assert.Equal("Your authorization token has expired. Reauthenticate and try again.", message);
    }

    [Fact]
    public async Task Repository_Unknown_IsNameUnknownWithEcrsText()
    {
        var message = await RefusedAsync(
            await Oci.SendAsync(HttpMethod.Post, "/v2/demo/none/blobs/uploads/"), HttpStatusCode.NotFound, "NAME_UNKNOWN");
        Assert.Equal("The repository with name 'demo/none' does not exist in the registry with id '123456789012'", message);
    }

    [Theory]
    [InlineData("MUTABLE", "", "v1", true)]
    [InlineData("IMMUTABLE", "", "v1", false)]
    [InlineData("IMMUTABLE_WITH_EXCLUSION", "cache", "cache", true)]
    [InlineData("IMMUTABLE_WITH_EXCLUSION", "cache", "cache-x", false)]
    [InlineData("IMMUTABLE_WITH_EXCLUSION", "cache*", "cache-x", true)]
    [InlineData("IMMUTABLE_WITH_EXCLUSION", "*-dev*", "v1-dev", true)]
    [InlineData("IMMUTABLE_WITH_EXCLUSION", "dev", "v1", false)]
    [InlineData("IMMUTABLE_WITH_EXCLUSION", "a.c", "abc", false)]
    [InlineData("MUTABLE_WITH_EXCLUSION", "v*", "v1", false)]
    [InlineData("MUTABLE_WITH_EXCLUSION", "v*", "latest", true)]
    [InlineData("MUTABLE_WITH_EXCLUSION", "*", "anything", false)]
    public async Task TagMutability_FourModesWithFilters_DecideWhetherATagMoves(string mode, string filter, string tag, bool moves)
    {
        await CreateAsync(mode, filter);
        using var client = new OciClient(Emulator, name: "demo/modes");
        await client.PushImageAsync(tag, "one");
        var manifest = await client.ManifestAsync("two");
        if (moves)
        {
            using var put = await client.PutManifestAsync(tag, manifest);
            Assert.Equal(HttpStatusCode.Created, put.StatusCode);
            return;
        }

        var message = await RefusedAsync(await client.PutManifestAsync(tag, manifest), HttpStatusCode.BadRequest, "TAG_INVALID");
        Assert.Equal($"The image tag '{tag}' already exists in the 'demo/modes' repository and cannot be overwritten because the tag is immutable.", message);
    }

    [Fact]
    public async Task TagMutability_ImmutableTagSameDigest_IsRefusedToo()
    {
        await CreateAsync("IMMUTABLE", string.Empty);
        using var client = new OciClient(Emulator, name: "demo/modes");
        await client.PushImageAsync("v1", "one");
        await RefusedAsync(await client.PutManifestAsync("v1", await client.ManifestAsync("one")), HttpStatusCode.BadRequest, "TAG_INVALID");
        await client.PushImageAsync("@", "one");
        await client.PushImageAsync("@", "two");
    }

    [Fact]
    public async Task TagMutability_DeletedImmutableTag_CanBePushedAgain()
    {
        await CreateAsync("IMMUTABLE", string.Empty);
        using var client = new OciClient(Emulator, name: "demo/modes");
        await client.PushImageAsync("v1", "one");
        using var deleted = await client.DeleteAsync("/v2/demo/modes/manifests/v1");
        await client.PushImageAsync("v1", "two");
    }

    [Fact]
    public async Task MovedTag_OldImage_StaysUntagged()
    {
        var one = await Oci.PushImageAsync("cache", "one");
        var two = await Oci.PushImageAsync("cache", "two");
        using var old = await Oci.GetAsync($"/v2/demo/app/manifests/{one}");
        Assert.Equal(HttpStatusCode.OK, old.StatusCode);
        using var tag = await Oci.HeadAsync("/v2/demo/app/manifests/cache");
        Assert.Equal(two.ToString(), Header(tag, "Docker-Content-Digest"));
    }

    [Fact]
    public async Task Manifest_MissingBlobs_IsRefusedAndNamesThem()
    {
        var manifest = Bytes($$"""{"schemaVersion":2,"config":{{DescriptorOf("application/vnd.oci.image.config.v1+json", [1])}},"layers":[{{DescriptorOf("application/vnd.oci.image.layer.v1.tar", [2])}}]}""");
        var message = await RefusedAsync(await Oci.PutManifestAsync("v1", manifest), HttpStatusCode.BadRequest, "MANIFEST_BLOB_UNKNOWN");
        Assert.Contains(DigestOf([1]).ToString(), message, StringComparison.Ordinal);
        Assert.Contains(DigestOf([2]).ToString(), message, StringComparison.Ordinal);
        using var tags = await Oci.HeadAsync("/v2/demo/app/manifests/v1");
        Assert.Equal(HttpStatusCode.NotFound, tags.StatusCode);
    }

    [Fact]
    public async Task Index_MissingChildren_IsRefusedWithEcrsText()
    {
        var message = await RefusedAsync(
            await Oci.PutManifestAsync("v1", IndexOf(string.Empty, Bytes("nowhere")), OciIndex), HttpStatusCode.BadRequest, "MANIFEST_BLOB_UNKNOWN");
        Assert.StartsWith("Images with digests '[sha256:", message, StringComparison.Ordinal);
        Assert.EndsWith("do not exist", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BuildKitCacheAsAnIndexOfLayers_IsRefused()
    {
        var layer = Bytes("cached layer");
        await Oci.PushBlobAsync(layer);
        var index = IndexOf(OciIndex, "application/vnd.oci.image.layer.v1.tar+gzip", string.Empty, layer);
        await RefusedAsync(await Oci.PutManifestAsync("cache", index, OciIndex), HttpStatusCode.BadRequest, "MANIFEST_BLOB_UNKNOWN");
    }

    [Fact]
    public async Task Deletion_OfAnIndexsChild_IsRefusedWithEcrsText()
    {
        var image = await Oci.ManifestAsync("a");
        using var one = await Oci.PutManifestAsync("child", image);
        var index = IndexOf(string.Empty, image);
        using var two = await Oci.PutManifestAsync("multi", index, OciIndex);
        foreach (var reference in new[] { "child", DigestOf(image).ToString() })
        {
            var message = await RefusedAsync(await Oci.DeleteAsync($"/v2/demo/app/manifests/{reference}"), HttpStatusCode.BadRequest, "UNSUPPORTED");
            Assert.Equal($"Requested image referenced by manifest list: [{DigestOf(index)}]", message);
        }

        using var parent = await Oci.DeleteAsync("/v2/demo/app/manifests/multi");
        using var child = await Oci.DeleteAsync("/v2/demo/app/manifests/child");
        Assert.Equal(HttpStatusCode.Accepted, child.StatusCode);
    }

    [Fact]
    public async Task UploadEnd_WrongDigest_HasEcrsText()
    {
        var message = await RefusedAsync(
            await Oci.SendAsync(HttpMethod.Put, $"{await Oci.BeginAsync()}?digest={DigestOf([1])}", [2]), HttpStatusCode.BadRequest, "BLOB_UPLOAD_INVALID");
        Assert.Equal("None of the provided layer digests match the calculated layer digest", message);
    }

    [Fact]
    public async Task Tags_ThousandAndOne_AreTooMany()
    {
        var manifest = await Oci.ManifestAsync("a");
        for (var number = 0; number < 1000; number++)
        {
            using var put = await Oci.PutManifestAsync($"t{number}", manifest);
            Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        }

        await RefusedAsync(await Oci.PutManifestAsync("t1000", manifest), HttpStatusCode.Forbidden, "DENIED");
        using var again = await Oci.PutManifestAsync("t7", manifest);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task Manifest_AtAndAboveTheLimit_IsTakenAndRefused()
    {
        var manifest = await Oci.ManifestAsync("a", $"\"annotations\":{{\"x\":\"{new string('a', 3_900_000)}\"}},");
        using var large = await Oci.PutManifestAsync("large", manifest);
        Assert.Equal(HttpStatusCode.Created, large.StatusCode);
        await RefusedAsync(await Oci.PutManifestAsync("larger", new byte[(4 * 1024 * 1024) + 1]), HttpStatusCode.RequestEntityTooLarge, "SIZE_INVALID");
    }

    [Fact]
    public async Task Token_OfAnotherRegionThanTheHost_IsDenied()
    {
        using var response = await Oci.GetAsync("/v2/", ("Host", "123456789012.dkr.ecr.eu-west-1.amazonaws.com"));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Host_OfAnotherAccount_IsThatAccountsRegistry()
    {
        var message = await RefusedAsync(
            await Oci.GetAsync("/v2/demo/app/tags/list", ("Host", "210987654321.dkr.ecr.us-east-1.localhost:5000")), HttpStatusCode.NotFound, "NAME_UNKNOWN");
        Assert.EndsWith("'210987654321'", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LayerLink_GivenOut_WorksWithoutCredentialsForAWhile()
    {
        var layer = Encoding.UTF8.GetBytes("a layer");
        var digest = await Oci.PushBlobAsync(layer);
        var repository = Emulator.Context.State.Registry(new(EmulatorOptions.DefaultAccount, EmulatorOptions.DefaultRegion)).Find(Berth.Names.RepositoryName.Parse("demo/app"))!;
        var link = Emulator.Context.LayerLinks.Create(repository, digest, Emulator.Clock.GetUtcNow());
        using var client = new OciClient(Emulator, string.Empty);
        using var response = await client.GetAsync(link);
        Assert.Equal(layer, await response.Content.ReadAsByteArrayAsync(Token));

        await RefusedAsync(await client.GetAsync(link.Replace("demo", "dem0", StringComparison.Ordinal)), HttpStatusCode.Forbidden, "DENIED");
        Emulator.Clock.Advance(TimeSpan.FromHours(2));
        await RefusedAsync(await client.GetAsync(link), HttpStatusCode.Forbidden, "DENIED");
    }

    private async Task CreateAsync(string mode, string filter) => await Ecr.OkAsync(
        "CreateRepository",
        filter.Length == 0
            ? $$"""{"repositoryName":"demo/modes","imageTagMutability":"{{mode}}"}"""
            : $$"""{"repositoryName":"demo/modes","imageTagMutability":"{{mode}}","imageTagMutabilityExclusionFilters":[{"filterType":"WILDCARD","filter":"{{filter}}"}]}""");
}
