namespace Berth.Aws.Wire;

internal sealed record WireLayer(string? LayerDigest, string? LayerAvailability, long? LayerSize);
