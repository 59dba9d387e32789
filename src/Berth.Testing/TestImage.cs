using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Berth.Names;

namespace Berth.Testing;

/// <summary>
/// A small valid OCI image for a test: under 2 kB, and always the same for the same content, so that its digest is known before it is pushed.
/// </summary>
/// <seealso href="https://github.com/opencontainers/image-spec/blob/v1.1.0/manifest.md"/>
public sealed class TestImage
{
    private TestImage(string mediaType, ReadOnlyMemory<byte> manifest, ImmutableArray<TestBlob> blobs, ImmutableArray<TestImage> children, Platform? platform = null)
    {
        MediaType = mediaType;
        Manifest = manifest;
        Digest = Digest.OfSha256(SHA256.HashData(manifest.Span));
        Blobs = blobs.ToImmutableDictionary(static blob => blob.Digest, static blob => blob.Content);
        Children = children;
        Platform = platform;
    }

    /// <summary>Gets the digest of the manifest, which names the image.</summary>
    public Digest Digest { get; }

    /// <summary>Gets the media type of the manifest.</summary>
    public string MediaType { get; }

    /// <summary>Gets the manifest.</summary>
    public ReadOnlyMemory<byte> Manifest { get; }

    /// <summary>Gets the configuration and the layers by their digests; none for an index.</summary>
    public IReadOnlyDictionary<Digest, ReadOnlyMemory<byte>> Blobs { get; }

    /// <summary>Gets the images that an index lists.</summary>
    public IReadOnlyList<TestImage> Children { get; }

    internal Platform? Platform { get; }

    /// <summary>Creates an image of one layer with one file, <c>content.txt</c>.</summary>
    /// <param name="content">What the file says; another content makes another digest.</param>
    /// <param name="platform">What the image runs on; <see langword="null"/> for <c>linux/amd64</c>.</param>
    /// <returns>The image.</returns>
    public static TestImage Of(string content, Platform? platform = null)
    {
        platform ??= Platform.Parse("linux/amd64");
        var (layer, diffId) = LayerContent.Of(content);
        var config = new TestBlob(MediaTypes.Config, ManifestJson.Config(platform, diffId));
        return new TestImage(MediaTypes.Image, ManifestJson.Image(config, [layer]), [config, layer], [], platform);
    }

    /// <summary>Creates an index of images.</summary>
    /// <param name="images">The images, most often of one platform each.</param>
    /// <returns>The index; pushing it pushes the images first.</returns>
    public static TestImage IndexOf(params IReadOnlyList<TestImage> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new TestImage(MediaTypes.Index, ManifestJson.Index(images), [], [.. images]);
    }

    /// <summary>Creates a layer cache as BuildKit exports it to ECR: an image manifest with BuildKit's configuration instead of an image's.</summary>
    /// <param name="content">What is cached; another content makes another digest.</param>
    /// <returns>The cache.</returns>
    /// <seealso href="https://github.com/moby/buildkit/blob/master/README.md#export-cache"/>
    public static TestImage CacheOf(string content)
    {
        var (layer, diffId) = LayerContent.Of(content);
        var config = new TestBlob(MediaTypes.CacheConfig, ManifestJson.CacheConfig(layer, diffId));
        return new TestImage(MediaTypes.Image, ManifestJson.Image(config, [layer]), [config, layer], []);
    }

    /// <summary>Creates a referrer of an image: a signature, an SBOM or another artifact about it.</summary>
    /// <param name="subject">The image that it is about.</param>
    /// <param name="artifactType">The artifact's type, such as <c>application/spdx+json</c>.</param>
    /// <param name="content">What it says.</param>
    /// <returns>The referrer; pushing it does not push its subject.</returns>
    public static TestImage ReferrerOf(TestImage subject, string artifactType, string content)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var config = new TestBlob(MediaTypes.Empty, "{}"u8.ToArray());
        var layer = new TestBlob(artifactType, Encoding.UTF8.GetBytes(content));
        return new TestImage(MediaTypes.Image, ManifestJson.Artifact(artifactType, config, layer, subject), [config, layer], []);
    }

    /// <summary>The image's digest.</summary>
    /// <returns>The digest.</returns>
    public override string ToString() => Digest.ToString();
}
