namespace Berth.Aws.Wire;

internal sealed record StartLifecyclePolicyPreviewRequest(string RegistryId, string RepositoryName, string? LifecyclePolicyText);
