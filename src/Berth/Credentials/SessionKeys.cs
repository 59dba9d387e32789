namespace Berth.Credentials;

/// <summary>The keys of a role's session, as AWS's SDKs take them.</summary>
/// <param name="AccessKeyId">The access key's id, which is not secret.</param>
/// <param name="SecretAccessKey">The secret access key.</param>
/// <param name="SessionToken">The session's token.</param>
/// <param name="ExpiresAt">When the session ends.</param>
public sealed record SessionKeys(string AccessKeyId, Secret SecretAccessKey, Secret SessionToken, DateTimeOffset ExpiresAt);
