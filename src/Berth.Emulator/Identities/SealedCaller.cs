using Berth.Registries;

namespace Berth.Emulator.Identities;

/// <summary>A caller as a token carries it.</summary>
internal sealed record SealedCaller(
    AccountId Account, Region Region, string Arn, string UserId, string AccessKeyId, DateTimeOffset ExpiresAt)
{
    public static SealedCaller Of(Caller caller, DateTimeOffset expiresAt) =>
        new(caller.Account, caller.Region, caller.Arn, caller.UserId, caller.AccessKeyId, expiresAt);

    public Caller ToCaller(Region region) => new(Account, region, Arn, UserId, AccessKeyId);
}
