using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>A caller as a token carries it.</summary>
internal sealed record SealedCaller(
    AccountId Account, Region Region, string Arn, string UserId, string AccessKeyId, DateTimeOffset ExpiresAt)
{
    /// <summary>The account whose registry the bearer means.</summary>
    public AccountId? Registry { get; init; }

    public static SealedCaller Of(Caller caller, DateTimeOffset expiresAt) =>
        new(caller.Account, caller.Region, caller.Arn, caller.UserId, caller.AccessKeyId, expiresAt)
        {
            Registry = caller.Registry,
        };

    public Caller ToCaller(Region region) => new(Account, region, Arn, UserId, AccessKeyId)
    {
        Registry = Registry ?? Account,
    };
}
