using System.Text;
using Berth.Aws.Api;
using Berth.Aws.Runtime;
using Berth.Aws.Wire;
using Berth.Names;
using Berth.Registries;
using Berth.Verification;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;
using Berth.Verification.Verdicts;

namespace Berth.Aws.Images;

/// <summary>
/// Reads images by ECR's own API, which needs no registry login: <c>ecr:BatchGetImage</c>, <c>ecr:BatchCheckLayerAvailability</c>, where a
/// platform is asked for <c>ecr:GetDownloadUrlForLayer</c>, and, only to tell an archived image from a missing one, <c>ecr:DescribeImages</c>.
/// </summary>
internal sealed class EcrImageSource(EcrApi api, LayerDownload download) : IImageSource
{
    private const int BatchSize = 100;

    // Without these, ECR may translate a manifest that is asked for by its tag, and the digest would be another.
    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    ];

    private string RegistryId => api.Registry.Account.ToString();

    public async Task<SourceResult<ManifestContent>> ReadManifestAsync(ImageReference image, int maxBytes, CancellationToken cancellationToken)
    {
        var wanted = image.Digest is { } digest ? new WireImageId(digest.ToString(), null) : new WireImageId(null, image.Tag!.ToString());
        try
        {
            var response = await api.CallAsync(
                EcrOperations.BatchGetImage,
                new BatchGetImageRequest(RegistryId, image.Repository.ToString(), [wanted], ManifestTypes),
                image.Repository,
                cancellationToken).ConfigureAwait(false);
            return response.Output switch
            {
                { Images: [{ ImageManifest: { Length: > 0 } manifest } found, ..] } => ContentOf(found, manifest, maxBytes),
                { Failures: [{ } failure, ..] } => await RefusedAsync(failure, image, wanted, cancellationToken).ConfigureAwait(false),
                _ => throw api.Site(nameof(EcrOperations.BatchGetImage), image.Repository).Unusable("has neither image nor failure"),
            };
        }
        catch (EcrException exception)
        {
            return ImageFaults.ReadingOf<ManifestContent>(exception);
        }
    }

    public async Task<BlobsReading> FindBlobsAsync(ImageReference image, IReadOnlyCollection<Digest> blobs, CancellationToken cancellationToken)
    {
        var known = new Dictionary<Digest, BlobState>(blobs.Count);
        try
        {
            foreach (var batch in blobs.Chunk(BatchSize))
            {
                var response = await api.CallAsync(
                    EcrOperations.BatchCheckLayerAvailability,
                    new BatchCheckLayerAvailabilityRequest(RegistryId, image.Repository.ToString(), [.. batch.Select(blob => blob.ToString())]),
                    image.Repository,
                    cancellationToken).ConfigureAwait(false);
                Learn(known, batch, response.Output);
            }

            return new BlobsReading(known, null);
        }
        catch (EcrException exception)
        {
            return new BlobsReading(known, SourceFault.Of(exception));
        }
    }

    public Task<SourceResult<BlobContent>> ReadBlobAsync(ImageReference image, Digest blob, int maxBytes, CancellationToken cancellationToken) =>
        download.ReadAsync(image.Repository, blob, maxBytes, cancellationToken);

    private static SourceResult<ManifestContent> ContentOf(WireImage image, string manifest, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(manifest) > maxBytes)
        {
            return SourceResult.Unrunnable<ManifestContent>(
                new UnrunnableReason(UnrunnableKind.ManifestTooLarge, $"the manifest is greater than {maxBytes} bytes"));
        }

        var stated = Digest.TryParse(image.ImageId?.ImageDigest, out var digest) ? digest : null;
        return SourceResult.Of(new ManifestContent(image.ImageManifestMediaType, Encoding.UTF8.GetBytes(manifest), stated));
    }

    private static void Learn(Dictionary<Digest, BlobState> known, IEnumerable<Digest> asked, BatchCheckLayerAvailabilityResponse? answer)
    {
        var missing = (answer?.Failures ?? []).Where(failure => failure.FailureCode == "MissingLayerDigest").Select(failure => failure.LayerDigest).ToHashSet();
        var states = (answer?.Layers ?? []).Where(layer => layer.LayerDigest is not null).ToLookup(layer => layer.LayerDigest);
        foreach (var blob in asked)
        {
            var text = blob.ToString();
            if (states[text].FirstOrDefault() is { } layer)
            {
                known[blob] = layer.LayerAvailability switch
                {
                    "AVAILABLE" => new BlobState(BlobPresence.Present, layer.LayerSize),
                    "ARCHIVED" => new BlobState(BlobPresence.Archived),
                    _ => new BlobState(BlobPresence.Missing),
                };
            }
            else if (missing.Contains(text))
            {
                known[blob] = new BlobState(BlobPresence.Missing);
            }
        }
    }

    private async Task<SourceResult<ManifestContent>> RefusedAsync(WireImageFailure failure, ImageReference image, WireImageId wanted, CancellationToken cancellationToken)
    {
        if (failure.FailureCode is not (ImageFailure.NotFoundCode or "ImageInaccessible"))
        {
            return SourceResult.Failed<ManifestContent>(ImageFaults.Of(failure));
        }

        var status = await StatusAsync(image, wanted, cancellationToken).ConfigureAwait(false);
        if (status is "ARCHIVED" or "ACTIVATING")
        {
            return SourceResult.Unrunnable<ManifestContent>(new UnrunnableReason(
                UnrunnableKind.Archived,
                status == "ARCHIVED"
                    ? $"{image} is in ECR's archive and cannot be pulled; restore it first"
                    : $"{image} is being restored from ECR's archive, which takes up to 20 minutes"));
        }

        return failure.FailureCode == ImageFailure.NotFoundCode
            ? SourceResult.Missing<ManifestContent>(new Absence(AbsenceKind.Image, failure.FailureReason ?? "Requested image not found"))
            : SourceResult.Failed<ManifestContent>(ImageFaults.Of(failure));
    }

    /// <summary>ECR speaks of archived images only to those who ask for them.</summary>
    private async Task<string?> StatusAsync(ImageReference image, WireImageId wanted, CancellationToken cancellationToken)
    {
        try
        {
            var response = await api.CallAsync(
                EcrOperations.DescribeImages,
                new DescribeImagesRequest(RegistryId, image.Repository.ToString(), [wanted], null, null, new WireImageFilter(null, "ANY")),
                image.Repository,
                cancellationToken).ConfigureAwait(false);
            return response.Output?.ImageDetails is [{ } detail, ..] ? detail.ImageStatus : null;
        }
        catch (EcrException)
        {
            // What BatchGetImage said stands: that the image is not there to be pulled.
            return null;
        }
    }
}
