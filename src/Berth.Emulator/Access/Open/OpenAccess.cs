using System.Diagnostics.CodeAnalysis;
using Berth.Emulator.Access.Signing;
using Berth.Emulator.Access.Tokens;
using Berth.Names;

namespace Berth.Emulator.Access.Open;

/// <summary>
/// Allows every signed request, whatever its signature: any access key acts as the default account, a key of twelve digits as the account
/// of that number, and a key issued by AssumeRole as the role's account. A request without a signature is refused, as ECR refuses it.
/// </summary>
internal sealed class OpenAccess(AccountId account, SealedTokens tokens, TimeProvider clock) : IAccessControl
{
    public IReadOnlyList<string> Warnings => [];

    public bool TryAuthenticate(
        SignedRequest request, [NotNullWhen(true)] out Caller? caller, [NotNullWhen(false)] out Denial? denial)
    {
        caller = null;
        if (!SignatureVerifier.TryRead(request, out var header, out denial))
        {
            return false;
        }

        string? session = request.Http.Headers["X-Amz-Security-Token"];
        caller = session is not null && tokens.TryOpen(SealedTokens.Kind.Session, session, out var sealedCaller)
            ? sealedCaller.ToCaller(header.Region)
            : UserOf(AccountId.TryParse(header.AccessKeyId, out var named) ? named : account, header.Region, header.AccessKeyId);
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
