using Berth.Aws;
using Berth.Deployments;
using Berth.Names;
using Berth.Registries;
using Berth.Verification;
using Berth.Verification.Blobs;
using Berth.Verification.Manifests;

namespace Berth.Extensions.Verification;

/// <summary>Reads each image by the way that fits its host: ECR's API for configured ECR registries and any other host of ECR's, the OCI API elsewhere.</summary>
internal sealed class RegistryImageSource(DeploymentTargets targets, EcrClientFactory clients, IImageSource others) : IImageSource
{
    public Task<SourceResult<ManifestContent>> ReadManifestAsync(ImageReference image, int maxBytes, CancellationToken cancellationToken) =>
        Of(image).ReadManifestAsync(image, maxBytes, cancellationToken);

    public Task<BlobsReading> FindBlobsAsync(ImageReference image, IReadOnlyCollection<Digest> blobs, CancellationToken cancellationToken) =>
        Of(image).FindBlobsAsync(image, blobs, cancellationToken);

    public Task<SourceResult<BlobContent>> ReadBlobAsync(ImageReference image, Digest blob, int maxBytes, CancellationToken cancellationToken) =>
        Of(image).ReadBlobAsync(image, blob, maxBytes, cancellationToken);

    private IImageSource Of(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (targets.FindByHost(image.Registry) is { } target)
        {
            return target.Registry is { } configured ? clients.For(configured).ImageSource : others;
        }

        return EcrHost.From(image.Registry) is { } host ? clients.For(new EcrRegistry(host)).ImageSource : others;
    }
}
