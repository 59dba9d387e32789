using System.Collections.Frozen;

namespace Berth.Emulator.Access.Policies;

/// <summary>The condition keys that the emulator fills. A document that asks for another one is refused: it could never match.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"/>
internal static class ConditionKeys
{
    public const string ExternalId = "sts:ExternalId";
    public const string RoleSessionName = "sts:RoleSessionName";
    public const string SourceIdentity = "sts:SourceIdentity";
    public const string PrincipalArn = "aws:PrincipalArn";
    public const string PrincipalAccount = "aws:PrincipalAccount";
    public const string PrincipalOrganization = "aws:PrincipalOrgID";
    public const string PrincipalTag = "aws:PrincipalTag/";
    public const string UserId = "aws:userid";
    public const string UserName = "aws:username";
    public const string RequestTag = "aws:RequestTag/";
    public const string ResourceTag = "aws:ResourceTag/";
    public const string EcrResourceTag = "ecr:ResourceTag/";
    public const string ResourceAccount = "aws:ResourceAccount";
    public const string RequestedRegion = "aws:RequestedRegion";

    private static readonly FrozenSet<string> Whole = FrozenSet.ToFrozenSet(
        [
            ExternalId, RoleSessionName, SourceIdentity, PrincipalArn, PrincipalAccount, PrincipalOrganization, UserId, UserName,
            ResourceAccount, RequestedRegion,
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Prefixes = [PrincipalTag, RequestTag, ResourceTag, EcrResourceTag];

    /// <summary>Gets the keys as a list for messages.</summary>
    public static string Known { get; } = string.Join(", ", Whole.Order(StringComparer.Ordinal).Concat(Prefixes.Select(prefix => prefix + "KEY")));

    /// <summary>Says whether the emulator fills <paramref name="key"/>; letter case is of no account, as in IAM.</summary>
    public static bool IsKnown(string key) =>
        Whole.Contains(key)
        || Prefixes.Any(prefix => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
