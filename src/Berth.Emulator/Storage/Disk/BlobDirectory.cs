using Berth.Emulator.Registry.Blobs;
using Berth.Names;

namespace Berth.Emulator.Storage.Disk;

/// <summary>
/// Where things are below the data directory: <c>blobs/{algorithm}/{first two digits}/{hex}</c> and <c>uploads/</c>. Paths are made of
/// parsed digests and of ids that were made here, so none leads out of it.
/// </summary>
internal sealed class BlobDirectory
{
    private readonly string blobs;
    private readonly string uploads;

    public BlobDirectory(string root)
    {
        blobs = Path.Combine(root, "blobs");
        uploads = Path.Combine(root, "uploads");
        Directory.CreateDirectory(blobs);
        Directory.CreateDirectory(uploads);
    }

    public string PathOf(Digest digest)
    {
        var hex = digest.Hex;
        return Path.Join(blobs, digest.Algorithm, hex[..2], hex);
    }

    public string PathOf(UploadKey key) => Path.Join(uploads, key.ToFileName());

    /// <summary>A path for bytes that become a blob at once; a crash leaves it to <see cref="RemoveUnfinished"/>.</summary>
    public string NewTemporaryPath() => Path.Join(uploads, $"{Guid.NewGuid():N}.tmp");

    public IEnumerable<Digest> ListBlobs()
    {
        foreach (var algorithm in Directory.EnumerateDirectories(blobs))
        {
            foreach (var file in Directory.EnumerateFiles(algorithm, "*", SearchOption.AllDirectories))
            {
                if (Digest.TryParse($"{Path.GetFileName(algorithm)}:{Path.GetFileName(file)}", out var digest))
                {
                    yield return digest;
                }
            }
        }
    }

    /// <summary>Lists the uploads on disk: their ids, paths and when they last grew.</summary>
    public IEnumerable<(Guid Id, FileInfo File)> ListUploads()
    {
        foreach (var file in new DirectoryInfo(uploads).EnumerateFiles())
        {
            if (file.Name.Length > 32 && Guid.TryParseExact(file.Name.AsSpan(0, 32), "N", out var id))
            {
                yield return (id, file);
            }
        }
    }

    /// <summary>Removes what a killed process left half written and no client can resume.</summary>
    public void RemoveUnfinished()
    {
        foreach (var path in Directory.EnumerateFiles(uploads, "*.tmp"))
        {
            File.Delete(path);
        }
    }
}
