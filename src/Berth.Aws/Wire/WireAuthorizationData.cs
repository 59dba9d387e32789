namespace Berth.Aws.Wire;

internal sealed record WireAuthorizationData(string? AuthorizationToken, DateTimeOffset? ExpiresAt, string? ProxyEndpoint);
