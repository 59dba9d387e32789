using Berth.Emulator.Protocols.Oci;

namespace Berth.Emulator.Tests.Protocols.Oci;

public sealed class RouteTests
{
    [Theory]
    [InlineData("/v2", RouteKind.Base, "", "")]
    [InlineData("/v2/", RouteKind.Base, "", "")]
    [InlineData("/v2/_catalog", RouteKind.Catalog, "", "")]
    [InlineData("/v2/a/tags/list", RouteKind.Tags, "a", "")]
    [InlineData("/v2/a/b/c/tags/list", RouteKind.Tags, "a/b/c", "")]
    [InlineData("/v2/a/manifests/latest", RouteKind.Manifest, "a", "latest")]
    [InlineData("/v2/a/manifests/sha256:00", RouteKind.Manifest, "a", "sha256:00")]
    [InlineData("/v2/a/blobs/sha256:00", RouteKind.Blob, "a", "sha256:00")]
    [InlineData("/v2/a/blobs/uploads/", RouteKind.Uploads, "a", "")]
    [InlineData("/v2/a/blobs/uploads", RouteKind.Uploads, "a", "")]
    [InlineData("/v2/a/blobs/uploads/1-2", RouteKind.Upload, "a", "1-2")]
    [InlineData("/v2/a/referrers/sha256:00", RouteKind.Referrers, "a", "sha256:00")]
    [InlineData("/v2/blobs/uploads/manifests/tags/manifests/x", RouteKind.Manifest, "blobs/uploads/manifests/tags", "x")]
    [InlineData("/v2/manifests/tags/list", RouteKind.Tags, "manifests", "")]
    [InlineData("/v2/tags/tags/list", RouteKind.Tags, "tags", "")]
    [InlineData("/v2/blobs/blobs/blobs/uploads/7", RouteKind.Upload, "blobs/blobs", "7")]
    [InlineData("/v2//manifests/x", RouteKind.Manifest, "", "x")]
    public void Parse_KnownPath_TakesItApart(string path, object kind, string name, string reference) =>
        Assert.Equal(new Route((RouteKind)kind, name, reference), Route.Parse(path));

    [Theory]
    [InlineData("/")]
    [InlineData("/v3/")]
    [InlineData("/v2x")]
    [InlineData("/v2/a")]
    [InlineData("/v2/a/b")]
    [InlineData("/v2/a/tags")]
    [InlineData("/v2/a/tags/")]
    [InlineData("/v2/a/tags/all")]
    [InlineData("/v2/a/layers/x")]
    [InlineData("/v2/manifests/x")]
    [InlineData("/v2/_catalog/")]
    [InlineData("/v2/a/manifest/x")]
    [InlineData("/v2/a/blobs/uploads/x/y")]
    [InlineData("/v2/a/manifests/x/y")]
    public void Parse_UnknownPath_IsNull(string path) => Assert.Null(Route.Parse(path));
}
