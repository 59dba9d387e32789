namespace Berth.Emulator.Access;

/// <summary>A session of a role, as STS returns it.</summary>
internal sealed record RoleSession(
    string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration, string Arn, string AssumedRoleId)
{
    /// <summary>The used part of the space for session policies and tags, in percent, or <see langword="null"/> if there were none.</summary>
    public int? PackedPolicySize { get; init; }

    public string? SourceIdentity { get; init; }

    /// <summary>Returns the session without its secrets.</summary>
    public override string ToString() => $"{Arn} until {Expiration:O}";
}
