namespace Berth.Aws.Wire;

internal sealed record RepositoryPolicyResponse(string? RegistryId, string? RepositoryName, string? PolicyText) : IRepositoryAnswer;
