namespace Berth.Emulator.Access.Policies;

/// <summary>How a resource's policy names a caller, which decides what else must allow the request.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-resource.html"/>
internal enum PrincipalMatch
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By its account, whose identity policies then decide.</summary>
    Account,

    /// <summary>By its role; a session policy still limits the session.</summary>
    Role,

    /// <summary>The statement names the user or the session itself. No other policy of the account needs to allow the request.</summary>
    Itself,
}
