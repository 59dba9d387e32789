namespace Berth.Clients.Tests.Identities;

/// <summary>An access key, with a session token where it is a session's.</summary>
internal sealed record Credentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null);
