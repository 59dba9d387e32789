namespace Berth.Aws.Wire;

internal sealed record WireImage(string? RepositoryName, WireImageId? ImageId, string? ImageManifest, string? ImageManifestMediaType);
