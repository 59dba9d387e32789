namespace Berth.Emulator.Identities;

/// <summary>A session of a role, as STS hands it out.</summary>
internal sealed record RoleSession(
    string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration, string Arn, string AssumedRoleId)
{
    /// <summary>Gives the session without its secrets.</summary>
    public override string ToString() => $"{Arn} until {Expiration:O}";
}
