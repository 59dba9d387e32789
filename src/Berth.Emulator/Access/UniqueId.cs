using System.Security.Cryptography;
using System.Text;
using Berth.Names;

namespace Berth.Emulator.Access;

/// <summary>Creates the unique ids of users and roles, the same for the same ARN.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids"/>
internal static class UniqueId
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Length = 17;

    /// <summary>Creates an id.</summary>
    /// <param name="prefix"><c>AIDA</c> for a user, <c>AROA</c> for a role.</param>
    /// <param name="arn">The ARN of the user or the role.</param>
    public static string Of(string prefix, Arn arn)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(arn.ToString()));
        return prefix + string.Concat(hash.Take(Length).Select(static part => Letters[part & 31]));
    }
}
