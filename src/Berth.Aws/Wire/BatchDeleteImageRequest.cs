namespace Berth.Aws.Wire;

internal sealed record BatchDeleteImageRequest(string RegistryId, string RepositoryName, IReadOnlyList<WireImageId> ImageIds);
