namespace Berth.Aws.Wire;

internal sealed record GetAuthorizationTokenResponse(IReadOnlyList<WireAuthorizationData>? AuthorizationData);
