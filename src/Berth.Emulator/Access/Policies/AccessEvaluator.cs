using Berth.Names;

namespace Berth.Emulator.Access.Policies;

/// <summary>Decides a request by all policies that apply to it, as IAM does.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"/>
internal static class AccessEvaluator
{
    /// <summary>Decides a request.</summary>
    /// <param name="caller">The caller, with its identity and session policies.</param>
    /// <param name="request">The request.</param>
    /// <param name="owner">The account that the resource belongs to.</param>
    /// <param name="resourcePolicy">The resource's own policy, or <see langword="null"/>.</param>
    /// <param name="mustTrust">Whether the resource's policy must allow even within the account, as a role's trust policy must.</param>
    public static AccessReason Decide(
        Principal caller,
        PolicyRequest request,
        AccountId owner,
        IamPolicy? resourcePolicy,
        bool mustTrust = false)
    {
        var identity = PolicyEvaluator.Evaluate(caller.Policies, request);
        var session = caller.SessionPolicies.IsEmpty ? PolicyDecision.Allow : PolicyEvaluator.Evaluate(caller.SessionPolicies, request);
        var resource = PolicyEvaluator.Evaluate(resourcePolicy, caller, request, out var match);

        var isSameAccount = caller.Account == owner;
        return (identity, resource, session) switch
        {
            // An explicit deny anywhere wins.
            (PolicyDecision.Deny, _, _) => AccessReason.DeniedByIdentityPolicy,
            (_, PolicyDecision.Deny, _) => AccessReason.DeniedByResourcePolicy,
            (_, _, PolicyDecision.Deny) => AccessReason.DeniedBySessionPolicy,

            // The resource of another account, and any role, must allow the caller.
            (_, PolicyDecision.None, _) when !isSameAccount || mustTrust => AccessReason.NoResourcePolicy,

            // Within the account a policy that names the caller itself suffices, even if no session policy allows the request.
            _ when isSameAccount && match == PrincipalMatch.Itself => AccessReason.Allowed,
            (not PolicyDecision.Allow, _, _) when !isSameAccount || match != PrincipalMatch.Role => AccessReason.NoIdentityPolicy,
            (_, _, not PolicyDecision.Allow) => AccessReason.NoSessionPolicy,
            _ => AccessReason.Allowed,
        };
    }
}
