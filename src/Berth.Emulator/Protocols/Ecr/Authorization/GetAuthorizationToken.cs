using System.Text;
using Berth.Emulator.Access;
using Berth.Emulator.Protocols.Json;
using Berth.Names;

namespace Berth.Emulator.Protocols.Ecr.Authorization;

/// <summary>GetAuthorizationToken: a password for docker clients that is valid for twelve hours.</summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html"/>
internal sealed class GetAuthorizationToken() : Operation<GetAuthorizationTokenRequest, GetAuthorizationTokenResponse>(
    nameof(GetAuthorizationToken), WireJson.Default.GetAuthorizationTokenRequest, WireJson.Default.GetAuthorizationTokenResponse)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    protected override ValueTask<GetAuthorizationTokenResponse> ExecuteAsync(
        GetAuthorizationTokenRequest request, Call call, CancellationToken cancellationToken)
    {
        AccountId[] registries = request.RegistryIds is { } ids
            ? [.. Check.Count(ids, 1, 10, "registryIds").Select(Registry)]
            : [call.Caller.Account];
        call.Authorize(new AccessRequest(call.Caller, "ecr:GetAuthorizationToken", "*"));
        return ValueTask.FromResult(new GetAuthorizationTokenResponse([.. registries.Select(registry => DataOf(registry, call))]));
    }

    private static AccountId Registry(string? id, int index)
    {
        var member = $"registryIds.{index + 1}.member";
        return Check.Account(Check.Required(id, member), member);
    }

    private static AuthorizationDataShape DataOf(AccountId registry, Call call)
    {
        var expiresAt = call.Now + Lifetime;
        if (call.Caller.EndsAt < expiresAt)
        {
            expiresAt = call.Caller.EndsAt;
        }

        // Over /v2/ the host of an emulator names no account, so that the token does.
        var password = call.Emulator.Access.IssueToken(call.Caller with { Registry = registry }, expiresAt);
        var token = Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + password));
        return new AuthorizationDataShape(token, expiresAt, call.ProxyEndpoint);
    }
}

/// <summary>The request of GetAuthorizationToken.</summary>
internal sealed record GetAuthorizationTokenRequest(IReadOnlyList<string?>? RegistryIds);

/// <summary>The answer of GetAuthorizationToken.</summary>
internal sealed record GetAuthorizationTokenResponse(IReadOnlyList<AuthorizationDataShape?> AuthorizationData);

/// <summary>A token on the wire.</summary>
internal sealed record AuthorizationDataShape(string AuthorizationToken, DateTimeOffset ExpiresAt, string ProxyEndpoint)
{
    /// <summary>Returns the data without the token.</summary>
    public override string ToString() => $"{ProxyEndpoint} until {ExpiresAt:O}";
}
