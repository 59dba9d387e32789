namespace Berth.Aws.Wire;

internal sealed record GetLifecyclePolicyPreviewRequest(string RegistryId, string RepositoryName, string? NextToken, int? MaxResults);
