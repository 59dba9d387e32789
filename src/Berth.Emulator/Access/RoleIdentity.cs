using System.Collections.Immutable;
using Berth.Emulator.Access.Policies;
using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>A role of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Arn">The role's ARN, path included.</param>
/// <param name="Name">The role's name, without the path.</param>
/// <param name="MaxSessionDuration">The maximum duration of a session.</param>
/// <param name="Trust">The trust policy: the principals that can assume the role.</param>
/// <param name="Policies">The identity policies.</param>
/// <param name="Tags">The tags.</param>
internal sealed record RoleIdentity(
    AccountIdentity Account,
    Arn Arn,
    string Name,
    TimeSpan MaxSessionDuration,
    IamPolicy Trust,
    ImmutableArray<IamPolicy> Policies,
    ImmutableDictionary<string, string> Tags)
{
    /// <summary>Creates the principal of a session of the role.</summary>
    /// <param name="sessionName">The session's name.</param>
    /// <param name="sessionPolicies">The session policies.</param>
    /// <param name="sessionTags">Its tags, which override the role's.</param>
    public Principal ToPrincipal(
        string sessionName, ImmutableArray<IamPolicy> sessionPolicies, IEnumerable<KeyValuePair<string, string>> sessionTags) =>
        new(
            Account.Id,
            SessionArn(sessionName),
            Arn,
            $"{UniqueId.Of("AROA", Arn)}:{sessionName}",
            UserName: null,
            Policies,
            sessionPolicies,
            Tags.SetItems(sessionTags),
            Account.Organization)
        {
            OrganizationPath = Account.OrganizationPath,
        };

    /// <summary>Returns the ARN of a session; it does not contain the role's path.</summary>
    public Arn SessionArn(string sessionName) => Arn.Parse($"arn:{Arn.Partition}:sts::{Account.Id}:assumed-role/{Name}/{sessionName}");
}
