namespace Berth.Emulator.ControlPlane.Repositories;

/// <summary>The answer of DescribeRepositories.</summary>
internal sealed record DescribeRepositoriesResponse(IReadOnlyList<RepositoryShape?> Repositories, string? NextToken);
