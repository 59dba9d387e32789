using System.Diagnostics.CodeAnalysis;
using Berth.Names;
using Microsoft.AspNetCore.Http;

namespace Berth.Emulator.Access;

/// <summary>The access key and the scope that a signed request states: <c>{key}/{date}/{region}/{service}/aws4_request</c>.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html"/>
internal sealed record CredentialScope(string AccessKeyId, string Date, Region Region, string Service)
{
    private const string Scheme = "AWS4-HMAC-SHA256";
    private const string Member = "Credential=";

    public static bool TryRead(HttpRequest request, [NotNullWhen(true)] out CredentialScope? scope)
    {
        scope = null;
        string? header = request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return false;
        }

        var start = header.IndexOf(Member, StringComparison.Ordinal);
        if (start < 0)
        {
            return false;
        }

        var rest = header.AsSpan(start + Member.Length);
        var end = rest.IndexOfAny(',', ' ');
        var fields = (end < 0 ? rest : rest[..end]).ToString().Split('/');

        // An access key has no slash, so five fields are all there can be.
        if (fields is not [{ Length: > 0 } key, var date, var regionName, var service, "aws4_request"]
            || !Region.TryParse(regionName, out var region))
        {
            return false;
        }

        scope = new CredentialScope(key, date, region, service);
        return true;
    }
}
