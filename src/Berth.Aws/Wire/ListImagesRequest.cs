namespace Berth.Aws.Wire;

internal sealed record ListImagesRequest(string RegistryId, string RepositoryName, string? NextToken, int? MaxResults, WireImageFilter? Filter);
