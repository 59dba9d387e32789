namespace Berth.Aws.Wire;

internal sealed record BatchGetImageRequest(
    string RegistryId,
    string RepositoryName,
    IReadOnlyList<WireImageId> ImageIds,
    IReadOnlyList<string>? AcceptedMediaTypes);
