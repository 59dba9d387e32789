namespace Berth.Aws.Wire;

internal sealed record DescribeImagesResponse(IReadOnlyList<WireImageDetail>? ImageDetails, string? NextToken);
