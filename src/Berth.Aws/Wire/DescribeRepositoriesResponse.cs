namespace Berth.Aws.Wire;

internal sealed record DescribeRepositoriesResponse(IReadOnlyList<WireRepository>? Repositories, string? NextToken);
