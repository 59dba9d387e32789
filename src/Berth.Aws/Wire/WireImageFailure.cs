namespace Berth.Aws.Wire;

internal sealed record WireImageFailure(WireImageId? ImageId, string? FailureCode, string? FailureReason);
