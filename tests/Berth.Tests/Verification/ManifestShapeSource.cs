using System.Security.Cryptography;
using Berth.Names;
using Berth.Verification;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Tests.Verification;

/// <summary>A repository that has each file of <c>ManifestShapes</c> under its digest and, as a tag, its name. Every layer exists.</summary>
internal sealed class ManifestShapeSource : IImageSource
{
    private readonly Dictionary<string, byte[]> files = [];

    public ManifestShapeSource()
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*.json"))
        {
            var bytes = File.ReadAllBytes(path);
            files[Path.GetFileNameWithoutExtension(path)] = bytes;
            files[Digest.OfSha256(SHA256.HashData(bytes)).ToString()] = bytes;
        }
    }

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Verification", "ManifestShapes");

    public Task<SourceResult<ManifestContent>> ReadManifestAsync(ImageReference image, int maxBytes, CancellationToken cancellationToken) =>
        Task.FromResult(files.TryGetValue(image.Digest?.ToString() ?? image.Tag!.ToString(), out var bytes)
            ? SourceResult.Of(new ManifestContent(null, bytes, null))
            : SourceResult.Missing<ManifestContent>(new Absence(AbsenceKind.Image, "no such manifest")));

    public Task<BlobsReading> FindBlobsAsync(ImageReference image, IReadOnlyCollection<Digest> blobs, CancellationToken cancellationToken) =>
        Task.FromResult(new BlobsReading(blobs.ToDictionary(blob => blob, _ => new BlobState(BlobPresence.Present)), null));

    public Task<SourceResult<BlobContent>> ReadBlobAsync(ImageReference image, Digest blob, int maxBytes, CancellationToken cancellationToken) =>
        Task.FromResult(files.TryGetValue(blob.ToString(), out var bytes)
            ? SourceResult.Of(new BlobContent(bytes))
            : SourceResult.Missing<BlobContent>(new Absence(AbsenceKind.Blob, "no such blob")));
}
