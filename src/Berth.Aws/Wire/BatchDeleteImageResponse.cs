namespace Berth.Aws.Wire;

internal sealed record BatchDeleteImageResponse(IReadOnlyList<WireImageId>? ImageIds, IReadOnlyList<WireImageFailure>? Failures);
