namespace Berth.Aws.Wire;

internal sealed record LifecyclePolicyResponse(string? RepositoryName, string? LifecyclePolicyText);
