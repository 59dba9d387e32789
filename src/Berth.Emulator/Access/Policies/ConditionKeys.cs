using System.Collections.Frozen;

namespace Berth.Emulator.Access.Policies;

/// <summary>The condition keys that the emulator knows: those that it fills, and those that a direct request to ECR never has.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"/>
internal static class ConditionKeys
{
    public const string ExternalId = "sts:ExternalId";
    public const string RoleSessionName = "sts:RoleSessionName";
    public const string RequestedSourceIdentity = "sts:SourceIdentity";
    public const string TransitiveTagKeys = "sts:TransitiveTagKeys";
    public const string SourceIdentity = "aws:SourceIdentity";
    public const string PrincipalArn = "aws:PrincipalArn";
    public const string PrincipalAccount = "aws:PrincipalAccount";
    public const string PrincipalOrganization = "aws:PrincipalOrgID";
    public const string PrincipalOrganizationPaths = "aws:PrincipalOrgPaths";
    public const string PrincipalType = "aws:PrincipalType";
    public const string PrincipalIsService = "aws:PrincipalIsAWSService";
    public const string PrincipalTag = "aws:PrincipalTag/";
    public const string UserId = "aws:userid";
    public const string UserName = "aws:username";
    public const string RequestTag = "aws:RequestTag/";
    public const string ResourceTag = "aws:ResourceTag/";
    public const string EcrResourceTag = "ecr:ResourceTag/";
    public const string TagKeys = "aws:TagKeys";
    public const string ResourceAccount = "aws:ResourceAccount";
    public const string RequestedRegion = "aws:RequestedRegion";
    public const string SourceIp = "aws:SourceIp";
    public const string SecureTransport = "aws:SecureTransport";
    public const string UserAgent = "aws:UserAgent";
    public const string Referer = "aws:Referer";
    public const string CurrentTime = "aws:CurrentTime";
    public const string EpochTime = "aws:EpochTime";
    public const string ViaService = "aws:ViaAWSService";

    /// <summary>Keys of requests that come through a VPC endpoint, from another service of AWS or with a second factor; they are always absent.</summary>
    private static readonly string[] Absent =
    [
        "aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn", "aws:VpcSourceIp", "aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID",
        "aws:SourceOrgPaths", "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast", "aws:PrincipalServiceName",
        "aws:PrincipalServiceNamesList", "aws:MultiFactorAuthAge", "aws:MultiFactorAuthPresent", "aws:FederatedProvider",
    ];

    private static readonly FrozenSet<string> Whole = FrozenSet.ToFrozenSet(
        Absent.Concat(
        [
            ExternalId, RoleSessionName, RequestedSourceIdentity, TransitiveTagKeys, SourceIdentity, PrincipalArn, PrincipalAccount,
            PrincipalOrganization, PrincipalOrganizationPaths, PrincipalType, PrincipalIsService, UserId, UserName, TagKeys, ResourceAccount,
            RequestedRegion, SourceIp, SecureTransport, UserAgent, Referer, CurrentTime, EpochTime, ViaService,
        ]),
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Prefixes = [PrincipalTag, RequestTag, ResourceTag, EcrResourceTag];

    /// <summary>Returns whether the emulator knows <paramref name="key"/>; letter case does not matter, as in IAM.</summary>
    public static bool IsKnown(string key) =>
        Whole.Contains(key)
        || Prefixes.Any(prefix => key.Length > prefix.Length && key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
