using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Access.Enforcement;

/// <summary>The end of AWS's access-denied message, which names the reason.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"/>
internal static class DenialText
{
    /// <summary>Returns the end of the message, with the space before it.</summary>
    public static string Of(AccessReason reason, string action) => reason switch
    {
        AccessReason.DeniedByIdentityPolicy => " with an explicit deny in an identity-based policy",
        AccessReason.DeniedByResourcePolicy => " with an explicit deny in a resource-based policy",
        AccessReason.DeniedBySessionPolicy => " with an explicit deny in a session policy",
        AccessReason.NoResourcePolicy => $" because no resource-based policy allows the {action} action",
        AccessReason.NoSessionPolicy => $" because no session policy allows the {action} action",
        _ => $" because no identity-based policy allows the {action} action",
    };
}
