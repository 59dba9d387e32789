using Berth.Names;

namespace Berth.Emulator.Access.Policies;

/// <summary>Decides about a request from all policies that speak of it, as IAM does.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"/>
internal static class AccessEvaluator
{
    /// <summary>Decides.</summary>
    /// <param name="caller">Who asks, with identity and session policies.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="owner">The account that the resource belongs to.</param>
    /// <param name="resourcePolicy">The resource's own policy, or <see langword="null"/>.</param>
    /// <param name="mustTrust">Whether the resource's policy must allow in any case, as a role's trust policy must.</param>
    public static AccessReason Decide(
        Principal caller,
        AccessQuestion question,
        AccountId owner,
        PolicyDocument? resourcePolicy,
        bool mustTrust = false)
    {
        var identity = PolicyEvaluator.Ask(caller.Policies, question);
        var session = caller.SessionPolicies.IsEmpty ? PolicyAnswer.Allow : PolicyEvaluator.Ask(caller.SessionPolicies, question);
        var resource = PolicyEvaluator.Ask(resourcePolicy, caller, question, out var match);

        var isSameAccount = caller.Account == owner;
        return (identity, resource, session) switch
        {
            // An explicit deny anywhere wins.
            (PolicyAnswer.Deny, _, _) => AccessReason.DeniedByIdentityPolicy,
            (_, PolicyAnswer.Deny, _) => AccessReason.DeniedByResourcePolicy,
            (_, _, PolicyAnswer.Deny) => AccessReason.DeniedBySessionPolicy,

            // Another account, and any role, must name the caller.
            (_, PolicyAnswer.Silent, _) when !isSameAccount || mustTrust => AccessReason.NoResourcePolicy,

            // Inside the account a policy that names the very caller is enough, whatever the session policy is silent about.
            _ when isSameAccount && match == PrincipalMatch.Itself => AccessReason.Allowed,
            (not PolicyAnswer.Allow, _, _) when !isSameAccount || match != PrincipalMatch.Role => AccessReason.NoIdentityPolicy,
            (_, _, not PolicyAnswer.Allow) => AccessReason.NoSessionPolicy,
            _ => AccessReason.Allowed,
        };
    }
}
