using Berth.Verification;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Tests.Verification;

/// <summary>What is wrong with an image, and which word and reason it gets.</summary>
public sealed class ImageVerifierTests
{
    private static readonly ForgedItem Cache = Forge.Manifest(Forge.Item(Forge.CacheConfig, "{}"), [Forge.Layer()]);

    /// <summary>States of an image that the manifest alone, or what it refers to, makes unrunnable.</summary>
    public static TheoryData<string, UnrunnableKind> Unrunnable { get; } = new()
    {
        { "zstd layer in a Docker manifest", UnrunnableKind.UnpullableLayer },
        { "Docker zstd layer in an OCI manifest", UnrunnableKind.UnpullableLayer },
        { "OCI zstd layer in a Docker manifest", UnrunnableKind.UnpullableLayer },
        { "encrypted layer", UnrunnableKind.UnpullableLayer },
        { "layer of an unknown type", UnrunnableKind.UnpullableLayer },
        { "attestation", UnrunnableKind.NotAnImage },
        { "BuildKit cache", UnrunnableKind.BuildCache },
        { "BuildKit cache as an index of layers", UnrunnableKind.BuildCache },
        { "chart", UnrunnableKind.NotAnImage },
        { "Docker manifest version 1", UnrunnableKind.UnknownManifestType },
        { "manifest of an unknown type", UnrunnableKind.UnknownManifestType },
        { "index of an unknown type's entry", UnrunnableKind.UnknownManifestType },
        { "no JSON", UnrunnableKind.MalformedManifest },
        { "a JSON array", UnrunnableKind.MalformedManifest },
        { "empty", UnrunnableKind.MalformedManifest },
        { "JSON nested a thousand deep", UnrunnableKind.MalformedManifest },
        { "index and image at once", UnrunnableKind.MalformedManifest },
        { "stated type differs from the registry's", UnrunnableKind.MalformedManifest },
        { "no config", UnrunnableKind.MalformedManifest },
        { "no layers", UnrunnableKind.MalformedManifest },
        { "layer without a digest", UnrunnableKind.MalformedManifest },
        { "layer of a negative size", UnrunnableKind.MalformedManifest },
        { "layer of a size beyond 64 bits", UnrunnableKind.MalformedManifest },
        { "layer without a media type", UnrunnableKind.MalformedManifest },
        { "digest of half a surrogate pair", UnrunnableKind.MalformedManifest },
        { "missing config", UnrunnableKind.ConfigMissing },
        { "missing layer", UnrunnableKind.LayerMissing },
        { "missing child", UnrunnableKind.ChildMissing },
        { "archived layer", UnrunnableKind.Archived },
        { "layer of another size", UnrunnableKind.SizeDiffers },
        { "child of another size", UnrunnableKind.SizeDiffers },
        { "child of other content", UnrunnableKind.ContentDiffers },
        { "another digest than the registry states", UnrunnableKind.ContentDiffers },
        { "index that contains itself", UnrunnableKind.Cycle },
        { "indexes four deep", UnrunnableKind.TooDeep },
        { "ten thousand children", UnrunnableKind.TooMany },
        { "ten thousand layers", UnrunnableKind.TooMany },
        { "more images than are read", UnrunnableKind.TooMany },
        { "empty index", UnrunnableKind.PlatformMissing },
        { "index of attestations alone", UnrunnableKind.PlatformMissing },
    };

    /// <summary>Images that are fine in every way they are written.</summary>
    public static TheoryData<string> Runnable { get; } =
    [
        "OCI image", "OCI image without a stated type", "OCI image without any type", "Docker image", "OCI index", "Docker list", "zstd layers in OCI",
        "index with an attestation", "index in an index", "the same image for two platforms", "Windows base layers from elsewhere", "image without layers",
    ];

    [Theory]
    [MemberData(nameof(Runnable))]
    public async Task Verify_ARunnableImage_IsFound(string state)
    {
        var source = RunnableSource(state);

        var found = Assert.IsType<ImageFound>(await VerifyAsync(source));

        Assert.NotEmpty(found.Platforms);
        Assert.True(found.Size >= 0);
    }

    [Theory]
    [MemberData(nameof(Unrunnable))]
    public async Task Verify_AnUnrunnableImage_SaysWhy(string state, UnrunnableKind kind)
    {
        var source = UnrunnableSource(state);

        var verdict = Assert.IsType<ImageUnrunnable>(await VerifyAsync(source));

        Assert.Contains(verdict.Reasons, reason => reason.Kind == kind && reason.Detail.Length > 0);
        Assert.InRange(source.ManifestReads, 1, VerificationLimits.Default.MaxManifests + 1);
        Assert.InRange(verdict.Reasons.Count, 1, VerificationLimits.Default.MaxReasons);
    }

    [Fact]
    public async Task Verify_SeveralFaults_AreGivenTogether()
    {
        var image = Forge.Image();
        var source = new FakeImageSource().Push(image);
        source.Remove(image.Parts[0]);
        source.Remove(image.Parts[2]);

        var verdict = Assert.IsType<ImageUnrunnable>(await VerifyAsync(source));

        Assert.Equal([UnrunnableKind.ConfigMissing, UnrunnableKind.LayerMissing], verdict.Reasons.Select(reason => reason.Kind));
        Assert.True(verdict.MayPass);
    }

    [Fact]
    public async Task Verify_AnAbsentImage_IsMissing() =>
        Assert.Equal(AbsenceKind.Image, Assert.IsType<ImageMissing>(await VerifyAsync(new FakeImageSource())).Absence.Kind);

    [Fact]
    public async Task Verify_AnAbsentRepository_IsMissing()
    {
        var source = new FakeImageSource { Always = SourceResult.Missing<ManifestContent>(new Absence(AbsenceKind.Repository, "no such repository")) };

        Assert.Equal(AbsenceKind.Repository, Assert.IsType<ImageMissing>(await VerifyAsync(source)).Absence.Kind);
    }

    [Fact]
    public async Task Verify_AnArchivedImage_IsUnrunnable()
    {
        var source = new FakeImageSource
        {
            Always = SourceResult.Unrunnable<ManifestContent>(new UnrunnableReason(UnrunnableKind.Archived, "the image is archived")),
        };

        var verdict = Assert.IsType<ImageUnrunnable>(await VerifyAsync(source));

        Assert.False(verdict.MayPass);
    }

    [Fact]
    public async Task Verify_AFoundImage_HasDigestTypeAndSize()
    {
        var image = Forge.Image();

        var found = Assert.IsType<ImageFound>(await VerifyAsync(new FakeImageSource().Push(image)));

        Assert.Equal(image.Digest, found.Digest);
        Assert.Equal(Forge.OciManifest, found.MediaType);
        Assert.Equal(image.Parts.Sum(part => part.Bytes.Length), found.Size);
    }

    [Fact]
    public async Task Verify_ByDigest_LooksAtThatDigest()
    {
        var image = Forge.Image();
        var source = new FakeImageSource().Push(image, tag: null);

        Assert.IsType<ImageFound>(await Verifier(source).VerifyAsync(FakeImageSource.Addressed(image.Digest), null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Verify_ByDigest_RefusesOtherContent()
    {
        var asked = Forge.Image();
        var given = Forge.Image("linux", "arm64");
        var source = new FakeImageSource().Push(given);
        source.Put(asked.Digest.ToString(), new ManifestContent(Forge.OciManifest, given.Bytes, null));

        var verdict = await Verifier(source).VerifyAsync(FakeImageSource.Addressed(asked.Digest), null, TestContext.Current.CancellationToken);

        Assert.Equal(UnrunnableKind.ContentDiffers, Assert.IsType<ImageUnrunnable>(verdict).Reasons[0].Kind);
    }

    private static Task<ImageVerdict> VerifyAsync(FakeImageSource source) =>
        Verifier(source).VerifyAsync(FakeImageSource.Tagged(), null, TestContext.Current.CancellationToken);

    private static ImageVerifier Verifier(FakeImageSource source) => new(source);

    private static FakeImageSource RunnableSource(string state) => state switch
    {
        "OCI image" => new FakeImageSource().Push(Forge.Image()),
        "OCI image without a stated type" => new FakeImageSource().Push(Forge.Manifest(Forge.Config(), [Forge.Layer()], statesType: false)),
        "OCI image without any type" => new FakeImageSource().Push(Forge.Manifest(Forge.Config(), [Forge.Layer()], statesType: false), mediaType: string.Empty),
        "Docker image" => new FakeImageSource().Push(Forge.DockerImage()),
        "OCI index" => new FakeImageSource().Push(Forge.MultiPlatform("linux/amd64", "linux/arm64")),
        "Docker list" => new FakeImageSource().Push(Forge.Index(Forge.DockerList, null, [(Forge.DockerImage(), "linux/amd64")])),
        "zstd layers in OCI" => new FakeImageSource().Push(Forge.Manifest(Forge.Config(), [Forge.Layer("z", Forge.OciZstdLayer)])),
        "index with an attestation" => new FakeImageSource().Push(Forge.Index((Forge.Image(), "linux/amd64"), (Forge.Attestation(), "unknown/unknown"))),
        "index in an index" => new FakeImageSource().Push(Forge.Index((Forge.MultiPlatform("linux/amd64"), null))),
        "the same image for two platforms" => new FakeImageSource().Push(Forge.Index((Forge.Image(), "linux/amd64"), (Forge.Image(), "linux/amd64/v2"))),
        "image without layers" => new FakeImageSource().Push(Forge.Manifest(Forge.Config(), [])),
        _ => WithoutLayer(Forge.Manifest(
            Forge.Config("windows", mediaType: Forge.DockerConfig),
            [Forge.Layer("base", "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip")],
            Forge.DockerManifest)),
    };

    private static FakeImageSource UnrunnableSource(string state) => state switch
    {
        "zstd layer in a Docker manifest" => Pushed(Forge.Manifest(DockerConfig(), [Forge.Layer("z", Forge.DockerZstdLayer)], Forge.DockerManifest)),
        "Docker zstd layer in an OCI manifest" => Pushed(Forge.Manifest(Forge.Config(), [Forge.Layer("z", Forge.DockerZstdLayer)])),
        "OCI zstd layer in a Docker manifest" => Pushed(Forge.Manifest(DockerConfig(), [Forge.Layer("z", Forge.OciZstdLayer)], Forge.DockerManifest)),
        "encrypted layer" => Pushed(Forge.Manifest(Forge.Config(), [Forge.Layer("e", "application/vnd.oci.image.layer.v1.tar+gzip+encrypted")])),
        "layer of an unknown type" => Pushed(Forge.Manifest(Forge.Config(), [Forge.Layer(), Forge.Layer("x", "application/x-tar")])),
        "attestation" => Pushed(Forge.Attestation()),
        "BuildKit cache" => Pushed(Cache),
        "BuildKit cache as an index of layers" => Pushed(Forge.Index((Forge.Layer(), null), (Forge.Item(Forge.CacheConfig, "{}"), null))),
        "chart" => Pushed(Forge.Manifest(Forge.Item("application/vnd.cncf.helm.config.v1+json", "{}"), [Forge.Layer()])),
        "Docker manifest version 1" => Pushed(Forge.Item("application/vnd.docker.distribution.manifest.v1+prettyjws", "{\"schemaVersion\":1}")),
        "manifest of an unknown type" => Pushed(Forge.Item("application/vnd.example.manifest", "{}")),
        "index of an unknown type's entry" => Pushed(Forge.Index((Forge.Item("application/vnd.example.manifest", "{}"), "linux/amd64"))),
        "no JSON" => Pushed(Forge.Item(Forge.OciManifest, "<html>")),
        "a JSON array" => Pushed(Forge.Item(Forge.OciManifest, "[]")),
        "empty" => Pushed(Forge.Item(Forge.OciManifest, string.Empty)),
        "JSON nested a thousand deep" => Pushed(Forge.Item(Forge.OciManifest, new string('[', 1000) + new string(']', 1000))),
        "index and image at once" => Pushed(Forge.Index(Forge.OciIndex, index => index["layers"] = new System.Text.Json.Nodes.JsonArray(), [(Forge.Image(), null)])),
        "stated type differs from the registry's" => Pushed(Forge.Image(), Forge.DockerManifest),
        "no config" => Pushed(Forge.Manifest(Forge.Config(), [], change: manifest => manifest.Remove("config"))),
        "no layers" => Pushed(Forge.Manifest(Forge.Config(), [], change: manifest => manifest.Remove("layers"))),
        "layer without a digest" => Pushed(WithLayer(layer => layer.Remove("digest"))),
        "layer of a negative size" => Pushed(WithLayer(layer => layer["size"] = -1)),
        "layer of a size beyond 64 bits" => Pushed(WithLayer(layer => layer["size"] = 1e30)),
        "layer without a media type" => Pushed(WithLayer(layer => layer["mediaType"] = string.Empty)),
        "digest of half a surrogate pair" => Pushed(Forge.Item(Forge.OciManifest, """{"mediaType":"\ud800"}""")),
        "missing config" => Without(Forge.Image(), image => image.Parts[0]),
        "missing layer" => WithoutLayer(Forge.Image()),
        "missing child" => Without(Forge.MultiPlatform("linux/amd64", "linux/arm64"), index => index.Parts[1]),
        "archived layer" => With(Forge.Image(), new BlobState(BlobPresence.Archived)),
        "layer of another size" => With(Forge.Image(), new BlobState(BlobPresence.Present, 1)),
        "child of another size" => Pushed(Forge.Index(Forge.OciIndex, index => index["manifests"]![0]!["size"] = 7, [(Forge.Image(), "linux/amd64")])),
        "child of other content" => Swapped(Forge.MultiPlatform("linux/amd64")),
        "another digest than the registry states" => Lying(Forge.Image()),
        "index that contains itself" => Cyclic(),
        "indexes four deep" => Pushed(Forge.Index((Forge.Index((Forge.Index((Forge.Image(), null)), null)), null))),
        "ten thousand children" => Pushed(Repeated("manifests", Forge.OciIndex)),
        "ten thousand layers" => Pushed(Repeated("layers", Forge.OciManifest)),
        "more images than are read" => Pushed(Forge.Index([.. Enumerable.Range(0, 300).Select(number => (Forge.Image("linux", $"a{number}"), (string?)$"linux/a{number}"))])),
        "empty index" => Pushed(Forge.Index([])),
        _ => Pushed(Forge.Index((Forge.Attestation(), "unknown/unknown"))),
    };

    private static ForgedItem DockerConfig() => Forge.Config(mediaType: Forge.DockerConfig);

    private static FakeImageSource Pushed(ForgedItem item, string? mediaType = null) => new FakeImageSource().Push(item, mediaType: mediaType);

    private static FakeImageSource Without(ForgedItem item, Func<ForgedItem, ForgedItem> part)
    {
        var source = Pushed(item);
        source.Remove(part(item));
        return source;
    }

    private static FakeImageSource WithoutLayer(ForgedItem image) => Without(image, item => item.Parts[^1]);

    private static FakeImageSource With(ForgedItem image, BlobState state)
    {
        var source = Pushed(image);
        source.States[image.Parts[^1].Digest] = state;
        return source;
    }

    private static ForgedItem WithLayer(Action<System.Text.Json.Nodes.JsonObject> change) =>
        Forge.Manifest(Forge.Config(), [Forge.Layer()], change: manifest => change(manifest["layers"]![0]!.AsObject()));

    private static FakeImageSource Swapped(ForgedItem index)
    {
        var source = Pushed(index);
        source.Put(index.Parts[0].Digest.ToString(), new ManifestContent(Forge.OciManifest, Forge.Image("linux", "s390x").Bytes, null));
        return source;
    }

    private static FakeImageSource Lying(ForgedItem image)
    {
        var source = Pushed(image);
        source.Put("1", new ManifestContent(Forge.OciManifest, image.Bytes, Forge.DockerImage().Digest));
        return source;
    }

    /// <summary>No honest registry can hold a cycle; this one serves, under the child's digest, an index that lists this very digest.</summary>
    private static FakeImageSource Cyclic()
    {
        var inner = Forge.Image();
        var cycle = Forge.Index((inner, null));
        var source = Pushed(cycle);
        source.Put(inner.Digest.ToString(), new ManifestContent(Forge.OciIndex, cycle.Bytes, null));
        return source;
    }

    private static ForgedItem Repeated(string list, string mediaType)
    {
        var entry = Forge.Describe(Forge.Layer()).ToJsonString();
        var config = Forge.Describe(Forge.Config()).ToJsonString();
        var head = list == "layers" ? $"\"config\":{config}," : string.Empty;
        return Forge.Item(mediaType, $"{{\"schemaVersion\":2,{head}\"{list}\":[{string.Join(',', Enumerable.Repeat(entry, 10_000))}]}}");
    }
}
