namespace Berth.Aws.Wire;

internal sealed record GetDownloadUrlForLayerRequest(string RegistryId, string RepositoryName, string LayerDigest);
