using System.Diagnostics.CodeAnalysis;
using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>
/// Lets everybody in: any access key acts as the default account, a key of twelve digits as the account of that number, and a key that
/// this emulator's AssumeRole gave out as the role's account. Signatures are not checked.
/// </summary>
internal sealed class OpenAccess(AccountId account, Region region, SealedTokens tokens, TimeProvider clock) : IAccessControl
{
    public bool TryAuthenticate(
        SignedRequest request, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out Denial? denial)
    {
        denial = null;
        if (!CredentialScope.TryRead(request.Http, out var scope))
        {
            caller = UserOf(account, region, "AKIAANONYMOUSCALLER0");
            return true;
        }

        string? session = request.Http.Headers["X-Amz-Security-Token"];
        caller = session is not null && tokens.TryOpen(SealedTokens.Kind.Session, session, out var sealedCaller)
            ? sealedCaller.ToCaller(scope.Region)
            : UserOf(AccountId.TryParse(scope.AccessKeyId, out var named) ? named : account, scope.Region, scope.AccessKeyId);
        return true;
    }

    public Denial? Authorize(in AccessRequest request) => null;

    public string? RefusePolicy(string policyText) => null;

    public string IssueToken(Caller caller, DateTimeOffset expiresAt) =>
        tokens.Seal(SealedTokens.Kind.Registry, SealedCaller.Of(caller, expiresAt));

    public bool TryReadToken(string password, [NotNullWhen(true)] out Caller? caller, out bool isExpired)
    {
        caller = null;
        isExpired = false;
        if (!tokens.TryOpen(SealedTokens.Kind.Registry, password, out var bearer))
        {
            return false;
        }

        isExpired = bearer.ExpiresAt <= clock.GetUtcNow();
        caller = isExpired ? null : bearer.ToCaller(bearer.Region);
        return !isExpired;
    }

    public bool TryAssumeRole(
        Caller caller,
        RoleRequest request,
        [NotNullWhen(true)] out RoleSession? session,
        [NotNullWhen(false)] out Denial? denial)
    {
        denial = null;
        session = tokens.CreateSession(caller, request, clock.GetUtcNow() + request.Duration);
        return true;
    }

    private static Caller UserOf(AccountId account, Region region, string accessKeyId) =>
        new(account, region, $"arn:{region.Partition}:iam::{account}:user/berth", "AIDABERTHEMULATORUSER", accessKeyId);
}
