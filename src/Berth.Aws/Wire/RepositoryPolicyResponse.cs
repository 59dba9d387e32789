namespace Berth.Aws.Wire;

internal sealed record RepositoryPolicyResponse(string? RepositoryName, string? PolicyText);
