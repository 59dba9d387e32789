using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Berth.Clients.Tests.Identities;

/// <summary>Writes a small image as an OCI image layout, which skopeo reads as <c>oci:FOLDER</c>.</summary>
/// <seealso href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md"/>
internal static class ImageLayout
{
    private const string Prefix = "application/vnd.oci.image.";

    public static void Write(string folder, string content)
    {
        var blobs = Directory.CreateDirectory(Path.Combine(folder, "blobs", "sha256")).FullName;
        var (archive, compressed) = Layer(content);
        var layer = Store(blobs, compressed);
        var config = Store(blobs, Encoding.UTF8.GetBytes(
            $$"""{ "architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["{{Digest(archive)}}"] },"config":{} }"""));
        var manifest = Store(blobs, Encoding.UTF8.GetBytes(
            $$"""{"schemaVersion":2,"mediaType":"{{Prefix}}manifest.v1+json","config":{{Descriptor("config.v1+json", config)}},"layers":[{{Descriptor("layer.v1.tar+gzip", layer)}}]}"""));
        File.WriteAllText(Path.Combine(folder, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllText(Path.Combine(folder, "index.json"), $$"""{"schemaVersion":2,"manifests":[{{Descriptor("manifest.v1+json", manifest)}}]}""");
    }

    private static (byte[] Archive, byte[] Compressed) Layer(string content)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "content") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)) });
        }

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(archive.ToArray());
        }

        return (archive.ToArray(), compressed.ToArray());
    }

    private static (string Digest, int Size) Store(string blobs, byte[] bytes)
    {
        var digest = Digest(bytes);
        File.WriteAllBytes(Path.Combine(blobs, digest["sha256:".Length..]), bytes);
        return (digest, bytes.Length);
    }

    private static string Digest(byte[] bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string Descriptor(string type, (string Digest, int Size) blob) =>
        $$"""{"mediaType":"{{Prefix}}{{type}}","digest":"{{blob.Digest}}","size":{{blob.Size}}}""";
}
