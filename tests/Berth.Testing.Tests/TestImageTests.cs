using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Berth.Names;

namespace Berth.Testing.Tests;

public sealed class TestImageTests
{
    [Fact]
    public void Of_SameContent_IsTheSameImage()
    {
        Assert.Equal(TestImage.Of("one").Digest, TestImage.Of("one").Digest);
        Assert.NotEqual(TestImage.Of("one").Digest, TestImage.Of("two").Digest);
        Assert.NotEqual(TestImage.Of("one").Digest, TestImage.Of("one", Platform.Parse("linux/arm64")).Digest);
    }

    [Fact]
    public void Of_Content_IsOneFileOfTheLayer()
    {
        var image = TestImage.Of("hello");
        var layer = JsonDocument.Parse(image.Manifest).RootElement.GetProperty("layers")[0].GetProperty("digest").GetString();
        using var gzip = new GZipStream(new MemoryStream(image.Blobs[Digest.Parse(layer!)].ToArray()), CompressionMode.Decompress);
        using var tar = new TarReader(gzip);
        var file = tar.GetNextEntry()!;
        Assert.Equal("content.txt", file.Name);
        Assert.Equal("hello", new StreamReader(file.DataStream!).ReadToEnd());
        Assert.Null(tar.GetNextEntry());
    }

    [Fact]
    public void Of_Config_NamesTheLayerBeforeCompression()
    {
        var image = TestImage.Of("hello");
        var manifest = JsonDocument.Parse(image.Manifest).RootElement;
        var config = JsonDocument.Parse(image.Blobs[DigestOf(manifest.GetProperty("config"))]).RootElement;
        using var gzip = new GZipStream(new MemoryStream(image.Blobs[DigestOf(manifest.GetProperty("layers")[0])].ToArray()), CompressionMode.Decompress);
        using var archive = new MemoryStream();
        gzip.CopyTo(archive);
        Assert.Equal(Digest.OfSha256(SHA256.HashData(archive.ToArray())).ToString(), config.GetProperty("rootfs").GetProperty("diff_ids")[0].GetString());
    }

    [Fact]
    public void Manifests_Descriptors_SayTheSizesAndDigestsOfTheirBlobs()
    {
        TestImage[] images = [TestImage.Of("a"), TestImage.CacheOf("a"), TestImage.ReferrerOf(TestImage.Of("a"), "text/plain", "b")];
        Assert.All(images, image =>
        {
            var manifest = JsonDocument.Parse(image.Manifest).RootElement;
            JsonElement[] descriptors = [manifest.GetProperty("config"), .. manifest.GetProperty("layers").EnumerateArray()];
            Assert.All(descriptors, descriptor => Assert.Equal(image.Blobs[DigestOf(descriptor)].Length, descriptor.GetProperty("size").GetInt32()));
        });
    }

    private static Digest DigestOf(JsonElement descriptor) => Digest.Parse(descriptor.GetProperty("digest").GetString()!);
}
