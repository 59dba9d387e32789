using System.Collections.Immutable;

namespace Berth.Emulator.Access.Policies;

/// <summary>Asks documents about a request.</summary>
internal static class PolicyEvaluator
{
    /// <summary>Asks documents that belong to the caller: identity or session policies.</summary>
    public static PolicyAnswer Ask(ImmutableArray<PolicyDocument> documents, AccessQuestion question)
    {
        var answer = PolicyAnswer.Silent;
        foreach (var document in documents)
        {
            foreach (var statement in document.Statements)
            {
                if (!statement.Covers(question))
                {
                    continue;
                }

                if (statement.Effect == PolicyEffect.Deny)
                {
                    return PolicyAnswer.Deny;
                }

                answer = PolicyAnswer.Allow;
            }
        }

        return answer;
    }

    /// <summary>Asks the document that belongs to the resource: a repository's or a role's.</summary>
    /// <param name="document">The document, or <see langword="null"/> where the resource has none.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="match">How closely the caller is named by the statements that allow.</param>
    public static PolicyAnswer Ask(PolicyDocument? document, Principal caller, AccessQuestion question, out PrincipalMatch match)
    {
        match = PrincipalMatch.None;
        foreach (var statement in document?.Statements ?? [])
        {
            var named = statement.Match(caller);
            if (named == PrincipalMatch.None || !statement.Covers(question))
            {
                continue;
            }

            if (statement.Effect == PolicyEffect.Deny)
            {
                return PolicyAnswer.Deny;
            }

            match = named > match ? named : match;
        }

        return match == PrincipalMatch.None ? PolicyAnswer.Silent : PolicyAnswer.Allow;
    }
}
