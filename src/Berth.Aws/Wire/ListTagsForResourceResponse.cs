namespace Berth.Aws.Wire;

internal sealed record ListTagsForResourceResponse(IReadOnlyList<WireTag>? Tags);
