namespace Berth.Emulator.Tests.Access;

/// <summary>An access key to sign with.</summary>
internal sealed record TestCredentials(string AccessKey, string SecretKey, string? SessionToken = null);
