namespace Berth.Aws.Wire;

internal sealed record DescribeImagesRequest(
    string RegistryId,
    string RepositoryName,
    IReadOnlyList<WireImageId>? ImageIds,
    string? NextToken,
    int? MaxResults,
    WireImageFilter? Filter);
