using System.Collections.Immutable;
using Berth.Names;

namespace Berth.Emulator.Access.Policies;

/// <summary>A caller as policies see it: a user, or a session of a role.</summary>
/// <param name="Account">The account that it belongs to.</param>
/// <param name="Arn">The caller's own ARN: the user's, or the session's <c>arn:aws:sts::…:assumed-role/role/session</c>.</param>
/// <param name="OwnerArn">The ARN that holds the policies, <c>aws:PrincipalArn</c>: the user's or the role's.</param>
/// <param name="UserId">The unique id, <c>aws:userid</c>.</param>
/// <param name="UserName">The user's name, or <see langword="null"/> for a session.</param>
/// <param name="Policies">The identity policies of the user or the role.</param>
/// <param name="SessionPolicies">The session policies, empty if none limits the session.</param>
/// <param name="Tags">The tags of the user or the role, and those of the session over them.</param>
/// <param name="Organization">The organization of the account, or <see langword="null"/>.</param>
internal sealed record Principal(
    AccountId Account,
    Arn Arn,
    Arn OwnerArn,
    string UserId,
    string? UserName,
    ImmutableArray<IamPolicy> Policies,
    ImmutableArray<IamPolicy> SessionPolicies,
    ImmutableDictionary<string, string> Tags,
    string? Organization)
{
    /// <summary>Gets the path of the account in its organization, or <see langword="null"/>.</summary>
    public string? OrganizationPath { get; init; }

    /// <summary>Gets a value indicating whether this is a session of a role.</summary>
    public bool IsSession => Arn != OwnerArn;

    /// <summary>Creates a request's context with the keys that describe the caller.</summary>
    public RequestContext Describe() => new RequestContext()
        .With(ConditionKeys.PrincipalArn, OwnerArn.ToString())
        .With(ConditionKeys.PrincipalAccount, Account.ToString())
        .With(ConditionKeys.PrincipalOrganization, Organization)
        .WithAll(ConditionKeys.PrincipalOrganizationPaths, OrganizationPath is null ? null : [OrganizationPath])
        .With(ConditionKeys.PrincipalType, IsSession ? "AssumedRole" : "User")
        .With(ConditionKeys.PrincipalIsService, "false")
        .With(ConditionKeys.ViaService, "false")
        .With(ConditionKeys.UserId, UserId)
        .With(ConditionKeys.UserName, UserName)
        .WithTags(ConditionKeys.PrincipalTag, Tags);
}
