namespace Berth.Aws.Wire;

internal sealed record WireLayerFailure(string? LayerDigest, string? FailureCode, string? FailureReason);
