using Berth.Names;

namespace Berth.Emulator.Access.Tokens;

/// <summary>A caller as the content of a token.</summary>
internal sealed record SealedCaller(
    AccountId Account, Region Region, string Arn, string UserId, string AccessKeyId, DateTimeOffset ExpiresAt)
{
    /// <summary>The account whose registry is meant if the host does not name one.</summary>
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
