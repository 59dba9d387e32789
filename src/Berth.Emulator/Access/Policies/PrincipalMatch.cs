namespace Berth.Emulator.Access.Policies;

/// <summary>How closely a resource's policy names a caller. More than a match: it decides what else must allow the request.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-resource.html"/>
internal enum PrincipalMatch
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By its account, which then decides by its own identity policies.</summary>
    Account,

    /// <summary>By its role; a session policy still limits the session.</summary>
    Role,

    /// <summary>By itself: the user, or the very session. Nothing else needs to allow it within the account.</summary>
    Itself,
}
