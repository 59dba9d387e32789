namespace Berth.Aws.Wire;

internal sealed record BatchCheckLayerAvailabilityRequest(string RegistryId, string RepositoryName, IReadOnlyList<string> LayerDigests);
