namespace Berth.Emulator.Protocols.Ecr.Repositories;

/// <summary>The request of DescribeRepositories.</summary>
internal sealed record DescribeRepositoriesRequest
{
    public string? RegistryId { get; init; }

    public IReadOnlyList<string?>? RepositoryNames { get; init; }

    public string? NextToken { get; init; }

    public int? MaxResults { get; init; }
}
