using System.Text;
using Berth.Emulator.Registry.Images;

namespace Berth.Emulator.Tests.Registry.Images;

public sealed class ManifestParserTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Descriptor = $$"""{"mediaType":"application/x","digest":"{{Digest}}","size":7}""";

    [Fact]
    public void TryParse_Image_ReadsWhatRulesNeed()
    {
        var manifest = Parse($$"""{"schemaVersion":2,"artifactType":"a/b","config":{{Descriptor}},"layers":[{{Descriptor}}],"subject":{{Descriptor}},"unknown":[1]}""");
        Assert.Equal(ManifestMediaTypes.OciImage, manifest.MediaType);
        Assert.Equal("a/b", manifest.EffectiveArtifactType);
        Assert.Equal(7, manifest.Config!.Value.Size);
        Assert.Single(manifest.Layers);
        Assert.Equal(Digest, manifest.Subject!.ToString());
    }

    [Theory]
    [InlineData(null, "\"manifests\":[]", ManifestMediaTypes.OciIndex)]
    [InlineData(ManifestMediaTypes.DockerList, "\"manifests\":[]", ManifestMediaTypes.DockerList)]
    [InlineData(null, "\"mediaType\":\"application/vnd.docker.distribution.manifest.list.v2+json\",\"manifests\":[]", ManifestMediaTypes.DockerList)]
    [InlineData(ManifestMediaTypes.OciImage, $"\"config\":{Descriptor},\"layers\":[]", ManifestMediaTypes.OciImage)]
    [InlineData(null, $"\"config\":{Descriptor},\"layers\":[]", ManifestMediaTypes.OciImage)]
    public void TryParse_MediaType_IsSettled(string? stated, string members, string expected) =>
        Assert.Equal(expected, Parse($"{{\"schemaVersion\":2,{members}}}", stated).MediaType);

    [Theory]
    [InlineData("", null)]
    [InlineData("nonsense", null)]
    [InlineData("[]", null)]
    [InlineData("7", null)]
    [InlineData("{}", null)]
    [InlineData("""{"schemaVersion":1,"manifests":[]}""", null)]
    [InlineData("""{"schemaVersion":"2","manifests":[]}""", null)]
    [InlineData("""{"schemaVersion":2.5,"manifests":[]}""", null)]
    [InlineData("""{"schemaVersion":2,"manifests":{}}""", null)]
    [InlineData("""{"schemaVersion":2,"manifests":[7]}""", null)]
    [InlineData("""{"schemaVersion":2,"manifests":[{}]}""", null)]
    [InlineData("""{"schemaVersion":2,"manifests":[{"digest":"sha256:12","size":1}]}""", null)]
    [InlineData("""{"schemaVersion":2,"layers":[]}""", null)]
    [InlineData($$"""{"schemaVersion":2,"config":{{Descriptor}}}""", null)]
    [InlineData($$"""{"schemaVersion":2,"config":{"digest":"{{Digest}}"},"layers":[]}""", null)]
    [InlineData($$"""{"schemaVersion":2,"config":{"digest":"{{Digest}}","size":-1},"layers":[]}""", null)]
    [InlineData($$"""{"schemaVersion":2,"config":{"digest":"{{Digest}}","size":1e40},"layers":[]}""", null)]
    [InlineData($$"""{"schemaVersion":2,"config":{"digest":"{{Digest}}","size":1,"mediaType":4},"layers":[]}""", null)]
    [InlineData($$"""{"schemaVersion":2,"config":{{Descriptor}},"layers":[],"subject":"x"}""", null)]
    [InlineData($$"""{"schemaVersion":2,"config":{{Descriptor}},"layers":[],"artifactType":1}""", null)]
    [InlineData("""{"schemaVersion":2,"manifests":[{"digest":"\ud800","size":1}]}""", null)]
    [InlineData("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""", ManifestMediaTypes.DockerList)]
    public void TryParse_Malformed_IsInvalid(string json, string? stated)
    {
        Assert.False(ManifestParser.TryParse(Encoding.UTF8.GetBytes(json), stated, ManifestRules.Oci, out var manifest, out var fault));
        Assert.Null(manifest);
        Assert.False(fault.IsUnsupported);
    }

    [Theory]
    [InlineData("application/vnd.docker.distribution.manifest.v1+prettyjws")]
    [InlineData("text/html")]
    public void TryParse_UnknownKind_IsUnsupported(string mediaType)
    {
        Assert.False(ManifestParser.TryParse("""{"schemaVersion":2}"""u8.ToArray(), mediaType, ManifestRules.Oci, out _, out var fault));
        Assert.True(fault.IsUnsupported);
        Assert.Contains(mediaType, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($$"""{"schemaVersion":2,"config":{{Descriptor}},"layers":null}""")]
    [InlineData($$"""{"schemaVersion":2,"config":{{Descriptor}},"layers":[]}""")]
    [InlineData($$"""{"schemaVersion":2,"mediaType":"{{ManifestMediaTypes.OciImage}}","config":{{Descriptor}},"layers":null}""")]
    [InlineData($$"""{"schemaVersion":2,"mediaType":"{{ManifestMediaTypes.OciImage}}","config":{{Descriptor}},"layers":[]}""")]
    [InlineData($$"""{"schemaVersion":2,"mediaType":"{{ManifestMediaTypes.OciImage}}","config":{{Descriptor}},"layers":[{"mediaType":"a/b;c=d","digest":"{{Digest}}","size":1}]}""")]
    [InlineData($$"""{"schemaVersion":2,"mediaType":"{{ManifestMediaTypes.OciImage}}","artifactType":"a/b; c=d","config":{{Descriptor}},"layers":[{{Descriptor}}]}""")]
    [InlineData($$$"""{"schemaVersion":2,"mediaType":"{{{ManifestMediaTypes.OciImage}}}","config":{"mediaType":"a/b","digest":"{{{Digest}}}","size":1,"annotations":{}},"layers":[{{{Descriptor}}}]}""")]
    [InlineData($$$"""{"schemaVersion":2,"mediaType":"{{{ManifestMediaTypes.OciIndex}}}","manifests":[{"mediaType":"a/b","digest":"{{{Digest}}}","size":1,"platform":{"architecture":"amd64","os":"linux","features":["x"]}}]}""")]
    public void TryParse_ValidBySpecificationOnly_IsRefusedByEcr(string json)
    {
        Parse(json);

        Assert.False(ManifestParser.TryParse(Encoding.UTF8.GetBytes(json), null, ManifestRules.Ecr, out _, out var fault));
        Assert.False(fault.IsUnsupported);
    }

    [Theory]
    [InlineData($$"""{"schemaVersion":2,"config":{{Descriptor}},"layers":[{{Descriptor}}]}""", ManifestMediaTypes.OciImage)]
    [InlineData($$"""{"schemaVersion":2,"mediaType":"{{ManifestMediaTypes.DockerImage}}","config":{{Descriptor}},"layers":[{{Descriptor}}]}""", null)]
    [InlineData($$$"""{"schemaVersion":2,"mediaType":"{{{ManifestMediaTypes.OciImage}}}","artifactType":"application/vnd.dev.cosign.artifact.sig.v1+json","config":{{{Descriptor}}},"layers":[{"mediaType":"text/plain","digest":"{{{Digest}}}","size":0,"annotations":{}}],"subject":{{{Descriptor}}}}""", null)]
    [InlineData("""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}""", null)]
    public void TryParse_ValidByBothRules_IsRead(string json, string? stated) =>
        Assert.True(ManifestParser.TryParse(Encoding.UTF8.GetBytes(json), stated, ManifestRules.Ecr, out _, out var fault), fault?.Message);

    [Fact]
    public void TryParse_SizesThatOverflow_AreInvalid()
    {
        var layer = Descriptor.Replace("7}", $"{long.MaxValue}}}", StringComparison.Ordinal);

        Assert.False(ManifestParser.TryParse(
            Encoding.UTF8.GetBytes($"{{\"schemaVersion\":2,\"config\":{Descriptor},\"layers\":[{layer},{layer}]}}"), null, ManifestRules.Oci, out _, out var fault));
        Assert.Contains("2^63", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_DeeplyNested_IsInvalid()
    {
        var json = "{\"schemaVersion\":2,\"x\":" + new string('[', 100_000) + new string(']', 100_000) + "}";
        Assert.False(ManifestParser.TryParse(Encoding.UTF8.GetBytes(json), null, ManifestRules.Oci, out _, out _));
    }

    private static Manifest Parse(string json, string? stated = null)
    {
        Assert.True(ManifestParser.TryParse(Encoding.UTF8.GetBytes(json), stated, ManifestRules.Oci, out var manifest, out var fault), fault?.Message);
        return manifest;
    }
}
