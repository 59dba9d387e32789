namespace Berth.Aws.Wire;

internal sealed record EmptyResponse;
