using Berth.Names;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Verification;

/// <summary>
/// Reads images from a registry. An implementation sends each request once; the caller retries. It returns failures as values and throws only for
/// cancellation.
/// </summary>
public interface IImageSource
{
    /// <summary>Reads a manifest or index by the reference's digest or, without one, by its tag.</summary>
    /// <param name="image">The registry, the repository, and the tag or digest.</param>
    /// <param name="maxBytes">The size limit; beyond it the result is <see cref="UnrunnableKind.ManifestTooLarge"/>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The bytes as they are stored, or why there are none.</returns>
    Task<SourceResult<ManifestContent>> ReadManifestAsync(ImageReference image, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Looks up which blobs the image's repository has.</summary>
    /// <param name="image">The image, for its registry and repository.</param>
    /// <param name="blobs">The distinct digests of the blobs.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The states of the blobs, and the fault that prevented the others.</returns>
    Task<BlobsReading> FindBlobsAsync(ImageReference image, IReadOnlyCollection<Digest> blobs, CancellationToken cancellationToken);

    /// <summary>Reads a small blob, such as an image's configuration.</summary>
    /// <param name="image">The image, for its registry and repository.</param>
    /// <param name="blob">The blob's digest.</param>
    /// <param name="maxBytes">The size limit; beyond it the result is <see cref="UnrunnableKind.ManifestTooLarge"/>.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>The bytes, or why there are none.</returns>
    Task<SourceResult<BlobContent>> ReadBlobAsync(ImageReference image, Digest blob, int maxBytes, CancellationToken cancellationToken);
}
