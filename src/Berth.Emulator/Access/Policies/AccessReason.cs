namespace Berth.Emulator.Access.Policies;

/// <summary>The reason why a request is allowed or denied.</summary>
internal enum AccessReason
{
    /// <summary>Everything that must allow it does, and nothing denies it.</summary>
    Allowed,

    /// <summary>An identity policy denies it.</summary>
    DeniedByIdentityPolicy,

    /// <summary>The resource's policy denies it.</summary>
    DeniedByResourcePolicy,

    /// <summary>A session policy denies it.</summary>
    DeniedBySessionPolicy,

    /// <summary>No identity policy allows it.</summary>
    NoIdentityPolicy,

    /// <summary>No policy of the other account's resource allows it.</summary>
    NoResourcePolicy,

    /// <summary>No session policy allows it.</summary>
    NoSessionPolicy,
}
