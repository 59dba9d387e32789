namespace Berth.Aws.Wire;

internal sealed record DescribeRepositoriesRequest(
    string RegistryId,
    IReadOnlyList<string>? RepositoryNames = null,
    string? NextToken = null,
    int? MaxResults = null);
