namespace Berth.Aws.Wire;

internal sealed record PutImageTagMutabilityRequest(
    string RegistryId,
    string RepositoryName,
    string ImageTagMutability,
    IReadOnlyList<WireExclusionFilter>? ImageTagMutabilityExclusionFilters);
