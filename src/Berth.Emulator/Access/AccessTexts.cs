using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Access;

/// <summary>How AWS ends the sentence that denies a request.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"/>
internal static class AccessTexts
{
    /// <summary>Gives the end of the sentence, with the space before it.</summary>
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
