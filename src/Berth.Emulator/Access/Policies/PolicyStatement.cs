using System.Collections.Immutable;

namespace Berth.Emulator.Access.Policies;

/// <summary>One statement of a policy document.</summary>
/// <param name="Sid">Its name, if it has one.</param>
/// <param name="Effect">What it says.</param>
/// <param name="Principals">Who it speaks of; empty in documents that belong to a caller.</param>
/// <param name="Actions">Action patterns.</param>
/// <param name="IsNotAction">Whether it speaks of all actions but those.</param>
/// <param name="Resources">Resource patterns; empty where the document's own resource is meant.</param>
/// <param name="IsNotResource">Whether it speaks of all resources but those.</param>
/// <param name="Conditions">What must hold besides, all of it.</param>
internal sealed record PolicyStatement(
    string? Sid,
    PolicyEffect Effect,
    ImmutableArray<PolicyPrincipal> Principals,
    ImmutableArray<PolicyPattern> Actions,
    bool IsNotAction,
    ImmutableArray<PolicyPattern> Resources,
    bool IsNotResource,
    ImmutableArray<PolicyCondition> Conditions)
{
    /// <summary>Says whether the statement speaks of a request, whoever makes it.</summary>
    public bool Covers(AccessQuestion question)
    {
        if (Actions.Any(action => FitsAction(action, question)) == IsNotAction)
        {
            return false;
        }

        if (!Resources.IsEmpty && Resources.Any(resource => FitsResource(resource, question)) == IsNotResource)
        {
            return false;
        }

        return Conditions.All(condition => condition.Holds(question.Context));
    }

    /// <summary>Says how closely the statement names a caller.</summary>
    public PrincipalMatch Match(Principal caller)
    {
        var best = PrincipalMatch.None;
        foreach (var principal in Principals)
        {
            var match = principal.Match(caller);
            best = match > best ? match : best;
        }

        return best;
    }

    private static bool FitsAction(PolicyPattern pattern, AccessQuestion question) =>
        pattern.Resolve(question.Context) is { } text && Wildcard.Matches(text, question.Action, ignoreCase: true);

    private static bool FitsResource(PolicyPattern pattern, AccessQuestion question) =>
        pattern.Resolve(question.Context) is { } text && Wildcard.MatchesResource(text, question.Resource);
}
