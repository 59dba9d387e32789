namespace Berth.Aws.Wire;

internal sealed record ListImagesResponse(IReadOnlyList<WireImageId>? ImageIds, string? NextToken);
