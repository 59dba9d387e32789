using Berth.Names;

namespace Berth.Emulator.Access.Policies;

/// <summary>One principal that a repository or trust policy names.</summary>
/// <param name="Text">The principal as the document has it.</param>
/// <param name="Account">The account, where an account as a whole is named.</param>
/// <param name="Arn">The ARN, where a user, a role or a session is named.</param>
/// <param name="IsAnyone">Whether <c>*</c> is named.</param>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"/>
internal sealed record PolicyPrincipal(string Text, AccountId? Account, Arn? Arn, bool IsAnyone)
{
    /// <summary>Says how closely this principal names <paramref name="caller"/>. A service or an identity provider names nobody here.</summary>
    public PrincipalMatch Match(Principal caller)
    {
        if (IsAnyone)
        {
            return caller.IsSession ? PrincipalMatch.Role : PrincipalMatch.Itself;
        }

        if (Account is not null)
        {
            return Account == caller.Account ? PrincipalMatch.Account : PrincipalMatch.None;
        }

        if (Arn == caller.Arn)
        {
            return PrincipalMatch.Itself;
        }

        return Arn == caller.OwnerArn ? PrincipalMatch.Role : PrincipalMatch.None;
    }
}
