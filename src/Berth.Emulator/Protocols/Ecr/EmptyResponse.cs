namespace Berth.Emulator.Protocols.Ecr;

/// <summary>The answer of operations that have nothing to say: an empty object.</summary>
internal sealed record EmptyResponse;
