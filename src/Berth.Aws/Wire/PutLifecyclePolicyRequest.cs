namespace Berth.Aws.Wire;

internal sealed record PutLifecyclePolicyRequest(string RegistryId, string RepositoryName, string LifecyclePolicyText);
