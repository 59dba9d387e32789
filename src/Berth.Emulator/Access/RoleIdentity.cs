using System.Collections.Immutable;
using Berth.Emulator.Access.Policies;
using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>A role of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Arn">The role's ARN, path included.</param>
/// <param name="Name">The role's name, without the path.</param>
/// <param name="MaxSessionDuration">How long a session may last.</param>
/// <param name="Trust">Who may assume the role.</param>
/// <param name="Policies">The identity policies.</param>
/// <param name="Tags">The tags.</param>
internal sealed record RoleIdentity(
    AccountIdentity Account,
    Arn Arn,
    string Name,
    TimeSpan MaxSessionDuration,
    PolicyDocument Trust,
    ImmutableArray<PolicyDocument> Policies,
    ImmutableDictionary<string, string> Tags)
{
    /// <summary>Gives a session of the role as a caller.</summary>
    /// <param name="sessionName">The session's name.</param>
    /// <param name="sessionPolicies">What limits it.</param>
    /// <param name="sessionTags">Its tags, which go over the role's.</param>
    public Principal ToPrincipal(
        string sessionName, ImmutableArray<PolicyDocument> sessionPolicies, IEnumerable<KeyValuePair<string, string>> sessionTags) =>
        new(
            Account.Id,
            SessionArn(sessionName),
            Arn,
            $"{UniqueId.Of("AROA", Arn)}:{sessionName}",
            UserName: null,
            Policies,
            sessionPolicies,
            Tags.SetItems(sessionTags),
            Account.Organization);

    /// <summary>Gives the ARN of a session; the role's path is not part of it.</summary>
    public Arn SessionArn(string sessionName) => Arn.Parse($"arn:{Arn.Partition}:sts::{Account.Id}:assumed-role/{Name}/{sessionName}");
}
