using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Berth.Names;

namespace Berth.Testing;

/// <summary>Creates layers: a compressed tar archive of one file that is dated to the epoch, so that equal contents make equal layers.</summary>
internal static class LayerContent
{
    /// <summary>The layer, and the digest of the archive before compression.</summary>
    public static (TestBlob Layer, Digest DiffId) Of(string content)
    {
        using var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "content.txt")
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)),
                ModificationTime = DateTimeOffset.UnixEpoch,
            });
        }

        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            archive.WriteTo(gzip);
        }

        return (new TestBlob(MediaTypes.Layer, compressed.ToArray()), Digest.OfSha256(SHA256.HashData(archive.ToArray())));
    }
}
