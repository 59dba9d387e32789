namespace Berth.Emulator.Access;

/// <summary>A session of a role, as STS hands it out.</summary>
internal sealed record RoleSession(
    string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration, string Arn, string AssumedRoleId)
{
    /// <summary>How much of the space for session policies and tags was taken, in percent, or <see langword="null"/> where there were none.</summary>
    public int? PackedPolicySize { get; init; }

    public string? SourceIdentity { get; init; }

    /// <summary>Gives the session without its secrets.</summary>
    public override string ToString() => $"{Arn} until {Expiration:O}";
}
