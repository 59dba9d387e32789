using Berth.Names;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>
/// The port through which images are read from a registry. An implementation asks once: retries are the caller's. It translates what the registry
/// answers into values and throws only for cancellation.
/// </summary>
public interface IImageSource
{
    /// <summary>Reads a manifest or index by the reference's digest or, without one, by its tag.</summary>
    /// <param name="image">The registry, the repository, and the tag or digest.</param>
    /// <param name="maxBytes">The greatest size that is read; more is <see cref="UnrunnableKind.ManifestTooLarge"/> and is not held in memory.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The bytes as they are stored, or why there are none.</returns>
    Task<SourceResult<ManifestContent>> ReadManifestAsync(ImageReference image, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Asks which blobs are in the image's repository.</summary>
    /// <param name="image">The image whose registry and repository are meant.</param>
    /// <param name="blobs">The digests of the blobs, each once.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>What is known of the blobs, and the fault that kept the rest from being known.</returns>
    Task<BlobsReading> FindBlobsAsync(ImageReference image, IReadOnlyCollection<Digest> blobs, CancellationToken cancellationToken);

    /// <summary>Reads a small blob: an image's configuration.</summary>
    /// <param name="image">The image whose registry and repository are meant.</param>
    /// <param name="blob">The blob's digest.</param>
    /// <param name="maxBytes">The greatest size that is read; more is <see cref="UnrunnableKind.ManifestTooLarge"/>.</param>
    /// <param name="cancellationToken">Ends the work early.</param>
    /// <returns>The bytes, or why there are none.</returns>
    Task<SourceResult<BlobContent>> ReadBlobAsync(ImageReference image, Digest blob, int maxBytes, CancellationToken cancellationToken);
}
