namespace Berth.Aws.Wire;

internal sealed record GetAuthorizationTokenRequest(IReadOnlyList<string>? RegistryIds);
