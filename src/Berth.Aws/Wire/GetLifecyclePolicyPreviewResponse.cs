namespace Berth.Aws.Wire;

internal sealed record GetLifecyclePolicyPreviewResponse(
    string? LifecyclePolicyText,
    string? Status,
    string? NextToken,
    IReadOnlyList<WirePreviewResult>? PreviewResults,
    WirePreviewSummary? Summary);
