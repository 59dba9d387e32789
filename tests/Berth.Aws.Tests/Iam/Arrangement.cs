namespace Berth.Aws.Tests.Iam;

/// <summary>How what runs Berth stands to the registry.</summary>
public enum Arrangement
{
    /// <summary>It is in the registry's account and has the registry's policy itself.</summary>
    NoRole,

    /// <summary>It is in the registry's account and becomes a role.</summary>
    OneAccount,

    /// <summary>It is in another account and becomes a role of the registry's.</summary>
    TwoAccounts,
}
