namespace Berth.Aws.Wire;

internal sealed record StartLifecyclePolicyPreviewResponse(string? RepositoryName, string? LifecyclePolicyText, string? Status);
