using Berth.Names;

namespace Berth.Emulator.Storage.Disk;

/// <summary>
/// The paths below the data directory: <c>blobs/{algorithm}/{first two digits}/{hex}</c> and <c>uploads/{name}</c>. They are made of
/// parsed digests and of names that the emulator generates, so that none is outside the directory.
/// </summary>
internal sealed class BlobDirectory
{
    private const string TemporarySuffix = ".tmp";

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

    /// <exception cref="ArgumentException">The name is not a plain file name.</exception>
    public string UploadPathOf(string name) => name.AsSpan().ContainsAny('/', '\\') || name.StartsWith('.')
        ? throw new ArgumentException("the name of an upload has letters, digits and periods only", nameof(name))
        : Path.Join(uploads, name);

    /// <summary>Creates the path of a file that becomes a blob at once; after a crash <see cref="RemoveUnfinished"/> removes it.</summary>
    public string NewTemporaryPath() => Path.Join(uploads, $"{Guid.NewGuid():N}{TemporarySuffix}");

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

    public IEnumerable<StoredUpload> ListUploads() => new DirectoryInfo(uploads)
        .EnumerateFiles()
        .Where(file => !file.Name.EndsWith(TemporarySuffix, StringComparison.Ordinal))
        .Select(file => new StoredUpload(file.Name, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero)));

    /// <summary>Removes the files that a killed process left incomplete and that no client can resume.</summary>
    public void RemoveUnfinished()
    {
        foreach (var path in Directory.EnumerateFiles(uploads, "*" + TemporarySuffix))
        {
            File.Delete(path);
        }
    }
}
