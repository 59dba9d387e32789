namespace Berth.Aws.Wire;

internal sealed record BatchGetImageResponse(IReadOnlyList<WireImage>? Images, IReadOnlyList<WireImageFailure>? Failures);
