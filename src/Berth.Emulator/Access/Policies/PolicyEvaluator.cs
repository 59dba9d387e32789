using System.Collections.Immutable;

namespace Berth.Emulator.Access.Policies;

/// <summary>Evaluates policy documents for a request.</summary>
internal static class PolicyEvaluator
{
    /// <summary>Evaluates documents that are attached to the caller: identity or session policies.</summary>
    public static PolicyDecision Evaluate(ImmutableArray<IamPolicy> documents, PolicyRequest request)
    {
        var decision = PolicyDecision.None;
        foreach (var document in documents)
        {
            foreach (var statement in document.Statements)
            {
                if (!statement.Covers(request))
                {
                    continue;
                }

                if (statement.Effect == PolicyEffect.Deny)
                {
                    return PolicyDecision.Deny;
                }

                decision = PolicyDecision.Allow;
            }
        }

        return decision;
    }

    /// <summary>Evaluates the document that is attached to the resource: a repository's or a role's.</summary>
    /// <param name="document">The document, or <see langword="null"/> if the resource has none.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="request">The request.</param>
    /// <param name="match">How the caller is named by the statements that allow.</param>
    public static PolicyDecision Evaluate(IamPolicy? document, Principal caller, PolicyRequest request, out PrincipalMatch match)
    {
        match = PrincipalMatch.None;
        foreach (var statement in document?.Statements ?? [])
        {
            var named = statement.Match(caller);
            if (named == PrincipalMatch.None || !statement.Covers(request))
            {
                continue;
            }

            if (statement.Effect == PolicyEffect.Deny)
            {
                return PolicyDecision.Deny;
            }

            match = named > match ? named : match;
        }

        return match == PrincipalMatch.None ? PolicyDecision.None : PolicyDecision.Allow;
    }
}
