using System.Diagnostics.CodeAnalysis;
using Berth.Names;

namespace Berth.Emulator.Access.Signing;

/// <summary>The content of an <c>Authorization: AWS4-HMAC-SHA256 …</c> header.</summary>
/// <param name="AccessKeyId">The access key.</param>
/// <param name="Date">The day of the scope, <c>yyyyMMdd</c>.</param>
/// <param name="Region">The region of the scope.</param>
/// <param name="Service">The service of the scope.</param>
/// <param name="SignedHeaders">The names of the signed headers, in the order of the header.</param>
/// <param name="Signature">The signature, hexadecimal in lower case.</param>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html"/>
internal sealed record SignatureHeader(
    string AccessKeyId, string Date, Region Region, string Service, string[] SignedHeaders, string Signature)
{
    public const string Scheme = "AWS4-HMAC-SHA256";

    private const string Terminator = "aws4_request";

    private static readonly string[] Required = ["Credential", "Signature", "SignedHeaders"];

    /// <summary>Gets the scope without the access key, as the string to sign has it.</summary>
    public string Scope => $"{Date}/{Region}/{Service}/{Terminator}";

    /// <summary>Reads the header.</summary>
    /// <param name="text">The header's value.</param>
    /// <param name="header">The content.</param>
    /// <param name="reason">Why it is invalid, in AWS's words.</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out SignatureHeader? header,
        [NotNullWhen(false)] out string? reason)
    {
        header = null;
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in text[Scheme.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = member.IndexOf('=', StringComparison.Ordinal);
            members[equals < 0 ? member : member[..equals]] = equals < 0 ? string.Empty : member[(equals + 1)..];
        }

        reason = string.Concat(
            Required
                .Where(name => !members.TryGetValue(name, out var value) || value.Length == 0)
                .Select(name => $"Authorization header requires '{name}' parameter. "));
        if (reason.Length > 0)
        {
            reason = reason.TrimEnd();
            return false;
        }

        if (members["Credential"].Split('/') is not [{ Length: > 0 } key, { Length: > 0 } date, var regionName, { Length: > 0 } service, Terminator])
        {
            reason = "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term";
            return false;
        }

        if (!Region.TryParse(regionName, out var region))
        {
            reason = "Credential should be scoped to a valid region. ";
            return false;
        }

        header = new SignatureHeader(key, date, region, service, members["SignedHeaders"].Split(';'), members["Signature"]);
        reason = null;
        return true;
    }
}
