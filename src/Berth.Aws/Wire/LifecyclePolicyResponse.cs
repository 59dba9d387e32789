namespace Berth.Aws.Wire;

internal sealed record LifecyclePolicyResponse(string? RegistryId, string? RepositoryName, string? LifecyclePolicyText) : IRepositoryAnswer;
