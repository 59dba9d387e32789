using System.Text;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;

namespace Berth.Emulator.Protocols.Ecr.Images;

/// <summary>An image with its manifest on the wire.</summary>
internal sealed record ImageShape(
    string RegistryId, string RepositoryName, ImageIdShape ImageId, string ImageManifest, string ImageManifestMediaType)
{
    public static ImageShape Of(Repository repository, StoredImage image, ReadOnlySpan<byte> manifest, string? tag) => new(
        repository.Registry.Account.ToString(),
        repository.Name.ToString(),
        new ImageIdShape(image.Digest.ToString(), tag),
        Encoding.UTF8.GetString(manifest),
        image.ManifestMediaType);
}
