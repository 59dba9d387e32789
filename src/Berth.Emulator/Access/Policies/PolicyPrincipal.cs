using Berth.Names;

namespace Berth.Emulator.Access.Policies;

/// <summary>One principal that a repository or trust policy names.</summary>
/// <param name="Text">The principal as the document names it.</param>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"/>
internal sealed record PolicyPrincipal(string Text)
{
    /// <summary>Gets the principal <c>*</c>.</summary>
    public static PolicyPrincipal Anyone { get; } = new("*") { IsAnyone = true };

    /// <summary>Gets the account, if an account as a whole is named.</summary>
    public AccountId? Account { get; init; }

    /// <summary>Gets the ARN, if a user, a role or a session is named.</summary>
    public Arn? Arn { get; init; }

    /// <summary>Gets the unique id, such as <c>AROA…</c>, that IAM writes in place of the ARN of a principal that was deleted.</summary>
    public string? UniqueId { get; init; }

    /// <summary>Gets a value indicating whether <c>*</c> is named.</summary>
    public bool IsAnyone { get; init; }

    /// <summary>Returns how this principal names <paramref name="caller"/>. A service, an identity provider or a canonical user names no caller of the emulator.</summary>
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

        if (UniqueId is not null)
        {
            var isCaller = caller.UserId.AsSpan().StartsWith(UniqueId)
                && (caller.UserId.Length == UniqueId.Length || caller.UserId[UniqueId.Length] == ':');
            return !isCaller ? PrincipalMatch.None : caller.IsSession ? PrincipalMatch.Role : PrincipalMatch.Itself;
        }

        if (Arn is not null && Arn == caller.Arn)
        {
            return PrincipalMatch.Itself;
        }

        return Arn is not null && Arn == caller.OwnerArn ? PrincipalMatch.Role : PrincipalMatch.None;
    }
}
