namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>The answer of DescribeRepositories.</summary>
internal sealed record DescribeRepositoriesResponse(IReadOnlyList<RepositoryShape?> Repositories, string? NextToken);
