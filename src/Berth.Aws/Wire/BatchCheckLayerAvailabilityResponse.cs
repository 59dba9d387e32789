namespace Berth.Aws.Wire;

internal sealed record BatchCheckLayerAvailabilityResponse(IReadOnlyList<WireLayer>? Layers, IReadOnlyList<WireLayerFailure>? Failures);
