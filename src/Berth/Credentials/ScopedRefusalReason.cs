namespace Berth.Credentials;

/// <summary>The reason why scoped credentials are refused.</summary>
public enum ScopedRefusalReason
{
    /// <summary>No role is configured for the registry, hence there is nothing to narrow.</summary>
    NoRole,

    /// <summary>The caller may not assume the role, or not with tags, or the external id is not the role's.</summary>
    RoleNotAssumable,

    /// <summary>STS takes the role but not the request: mostly a duration beyond the role's maximum.</summary>
    RequestNotAccepted,

    /// <summary>The role itself may not do what the session is for.</summary>
    RoleLacksPermission,
}
