using Berth.Registries;

namespace Berth.Emulator.Identities;

/// <summary>Who a request comes from: the principal, and the account and region that the request is meant for.</summary>
internal sealed record Caller(AccountId Account, Region Region, string Arn, string UserId, string AccessKeyId)
{
    /// <summary>The principal as the access control that authenticated it knows it; nobody else looks inside.</summary>
    public object? Principal { get; init; }

    /// <summary>When the caller's session ends; nothing that is given out in its name lasts longer.</summary>
    public DateTimeOffset EndsAt { get; init; } = DateTimeOffset.MaxValue;
}
