using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>The authenticated caller of a request: the principal with its account, and the region that the request is for.</summary>
internal sealed record Caller(AccountId Account, Region Region, string Arn, string UserId, string AccessKeyId)
{
    /// <summary>The account whose registry is meant if the request does not name one: the caller's own, unless the token was issued for another.</summary>
    public AccountId Registry { get; init; } = Account;

    /// <summary>The principal as the access control that authenticated it represents it; other code must not read it.</summary>
    public object? Principal { get; init; }

    /// <summary>When the caller's session ends; nothing that is issued to it lasts longer.</summary>
    public DateTimeOffset EndsAt { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The origin of the request. Authentication by signature sets it; code that authenticates by token must set it.</summary>
    public RequestOrigin Origin { get; init; } = RequestOrigin.Local;
}
