using System.Collections.Immutable;

namespace Berth.Emulator.Access.Policies;

/// <summary>One statement of a policy document.</summary>
/// <param name="Sid">Its identifier, if it has one.</param>
/// <param name="Effect">The effect.</param>
/// <param name="Principals">The principals; empty in documents that are attached to a principal.</param>
/// <param name="IsNotPrincipal">Whether the statement applies to all principals except those.</param>
/// <param name="Actions">Action patterns.</param>
/// <param name="IsNotAction">Whether the statement applies to all actions except those.</param>
/// <param name="Resources">Resource patterns; empty if the resource is the one that the document is attached to.</param>
/// <param name="IsNotResource">Whether the statement applies to all resources except those.</param>
/// <param name="Conditions">The conditions, all of which must hold.</param>
internal sealed record IamPolicyStatement(
    string? Sid,
    PolicyEffect Effect,
    ImmutableArray<PolicyPrincipal> Principals,
    bool IsNotPrincipal,
    ImmutableArray<PolicyPattern> Actions,
    bool IsNotAction,
    ImmutableArray<PolicyPattern> Resources,
    bool IsNotResource,
    ImmutableArray<PolicyCondition> Conditions)
{
    private readonly bool hasUnknownResource = Resources.Any(static resource => resource.HasUnknownVariable);
    private readonly bool isUnknown =
        Conditions.Any(static condition => condition.IsUnknown) || Resources.Any(static resource => resource.HasUnknownVariable);

    /// <summary>Gets the condition keys and variables that the emulator does not know.</summary>
    public IEnumerable<string> UnknownKeys => Conditions
        .SelectMany(static condition => condition.Values.SelectMany(static value => value.Variables).Append(condition.Key))
        .Concat(Resources.SelectMany(static resource => resource.Variables))
        .Where(static key => !ConditionKeys.IsKnown(key))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets a value indicating whether the statement can apply to an action of ECR or STS.</summary>
    public bool IsRelevant => IsNotAction || Actions.Any(static action => action.Resolve(new RequestContext()) is { } text
        && (text is [IamWildcard.Any] || IsService(text, "ecr") || IsService(text, "sts")));

    /// <summary>
    /// Says whether the statement applies to a request, regardless of the caller. If it asks for something unknown, a statement that allows does not
    /// apply, and one that denies applies if the rest of it does: neither grants what AWS would not grant.
    /// </summary>
    public bool Covers(PolicyRequest request)
    {
        if (isUnknown && Effect == PolicyEffect.Allow)
        {
            return false;
        }

        if (Actions.Any(action => MatchesAction(action, request)) == IsNotAction)
        {
            return false;
        }

        if (!Resources.IsEmpty && !hasUnknownResource && Resources.Any(resource => MatchesResource(resource, request)) == IsNotResource)
        {
            return false;
        }

        return Conditions.All(condition => condition.IsUnknown || condition.Holds(request.Context));
    }

    /// <summary>Returns how the statement names a caller.</summary>
    public PrincipalMatch Match(Principal caller)
    {
        var matches = Principals.Select(principal => principal.Match(caller)).ToHashSet();
        matches.Remove(PrincipalMatch.None);
        if (!IsNotPrincipal)
        {
            return matches.Count == 0 ? PrincipalMatch.None : matches.Max();
        }

        // A statement that denies spares a caller only if its account, its role and the caller itself are all listed.
        var isListed = Effect == PolicyEffect.Allow
            ? matches.Count > 0
            : Principals.Any(static principal => principal.IsAnyone)
                || (matches.Contains(PrincipalMatch.Account)
                    && matches.Contains(PrincipalMatch.Itself)
                    && (!caller.IsSession || matches.Contains(PrincipalMatch.Role)));
        return isListed ? PrincipalMatch.None : PolicyPrincipal.Anyone.Match(caller);
    }

    private static bool IsService(string action, string service)
    {
        var colon = action.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && IamWildcard.Matches(action.AsSpan(0, colon), service, ignoreCase: true);
    }

    private static bool MatchesAction(PolicyPattern pattern, PolicyRequest request) =>
        pattern.Resolve(request.Context) is { } text && IamWildcard.Matches(text, request.Action, ignoreCase: true);

    private static bool MatchesResource(PolicyPattern pattern, PolicyRequest request) =>
        pattern.Resolve(request.Context) is { } text && IamWildcard.MatchesResource(text, request.Resource);
}
