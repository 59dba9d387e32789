using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>Who a request comes from: the principal with its account, and the region that the request is meant for.</summary>
internal sealed record Caller(AccountId Account, Region Region, string Arn, string UserId, string AccessKeyId)
{
    /// <summary>The account whose registry is meant where the request does not name one: the caller's own unless the token was asked for another.</summary>
    public AccountId Registry { get; init; } = Account;

    /// <summary>The principal as the access control that authenticated it knows it; nobody else looks inside.</summary>
    public object? Principal { get; init; }

    /// <summary>When the caller's session ends; nothing that is given out in its name lasts longer.</summary>
    public DateTimeOffset EndsAt { get; init; } = DateTimeOffset.MaxValue;
}
