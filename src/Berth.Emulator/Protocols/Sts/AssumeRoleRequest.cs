using System.Text.RegularExpressions;
using Berth.Emulator.Access;
using Berth.Names;

namespace Berth.Emulator.Protocols.Sts;

/// <summary>Reads the parameters of AssumeRole.</summary>
/// <seealso href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>
internal static partial class AssumeRoleRequest
{
    private const int DefaultSeconds = 3600;

    public static RoleRequest Read(QueryParameters parameters)
    {
        var roleArn = parameters.Text("RoleArn", 20, 2048, isRequired: true);
        var sessionName = parameters.Text("RoleSessionName", 2, 64, NameGrammar(), isRequired: true);
        var seconds = parameters.Number("DurationSeconds", 900, 43200, DefaultSeconds);
        var externalId = parameters.Text("ExternalId", 2, 1224, ExternalIdGrammar());
        var policy = parameters.Text("Policy", 1, int.MaxValue);
        var sourceIdentity = parameters.Text("SourceIdentity", 2, 64, NameGrammar());
        var tokenCode = parameters.Text("TokenCode", 6, 6, TokenCodeGrammar());
        var policyArns = parameters.Members("PolicyArns", 10)
            .Select(member => parameters.Text(member + ".arn", 20, 2048, isRequired: true) ?? string.Empty)
            .ToArray();
        var tags = parameters.Members("Tags", 50)
            .Select(member => (
                Key: parameters.Text(member + ".Key", 1, 128, TagGrammar(), isRequired: true) ?? string.Empty,
                Value: parameters.Text(member + ".Value", 0, 256, TagValueGrammar(), isRequired: true) ?? string.Empty))
            .ToArray();
        var transitive = parameters.Members("TransitiveTagKeys", 50)
            .Select(member => parameters.Text(member, 1, 128, TagGrammar()) ?? string.Empty)
            .ToArray();
        parameters.Check();

        if (tokenCode is not null)
        {
            throw new StsException(new StsError(403, "AccessDenied", "MultiFactorAuthentication failed with invalid MFA one time pass code."));
        }

        if (tags.DistinctBy(tag => tag.Key, StringComparer.OrdinalIgnoreCase).Count() < tags.Length)
        {
            throw new StsException(new StsError(400, "InvalidParameterValue", "Duplicate tag keys found. Please note that Tag keys are case insensitive."));
        }

        return new RoleRequest(RoleOf(roleArn!), sessionName!, TimeSpan.FromSeconds(seconds))
        {
            ExternalId = externalId,
            Policy = policy,
            PolicyArns = policyArns,
            Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value),
            TransitiveTagKeys = transitive,
            SourceIdentity = sourceIdentity,
        };
    }

    private static Arn RoleOf(string text) =>
        Arn.TryParse(text, out var arn) && arn.IsRole ? arn : throw new StsException(StsError.Validation($"{text} is invalid"));

    [GeneratedRegex(@"^[\w+=,.@-]*\z", RegexOptions.ECMAScript)]
    private static partial Regex NameGrammar();

    [GeneratedRegex(@"^[\w+=,.@:\/-]*\z", RegexOptions.ECMAScript)]
    private static partial Regex ExternalIdGrammar();

    [GeneratedRegex(@"^[\d]*\z", RegexOptions.ECMAScript)]
    private static partial Regex TokenCodeGrammar();

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagGrammar();

    [GeneratedRegex(@"^[\p{L}\p{Z}\p{N}_.:/=+\-@]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex TagValueGrammar();
}
