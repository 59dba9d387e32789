using System.Collections.Immutable;
using Berth.Emulator.Access.Policies;
using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>A user of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Arn">The user's ARN, path included.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Policies">The identity policies.</param>
/// <param name="Tags">The tags.</param>
/// <param name="AccessKeys">The access keys of the user.</param>
internal sealed record UserIdentity(
    AccountIdentity Account,
    Arn Arn,
    string Name,
    ImmutableArray<IamPolicy> Policies,
    ImmutableDictionary<string, string> Tags,
    ImmutableArray<AccessKey> AccessKeys)
{
    /// <summary>Creates the principal of the user.</summary>
    public Principal ToPrincipal() =>
        new(Account.Id, Arn, Arn, UniqueId.Of("AIDA", Arn), Name, Policies, [], Tags, Account.Organization)
        {
            OrganizationPath = Account.OrganizationPath,
        };
}
