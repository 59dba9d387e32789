using System.Collections.Immutable;
using System.Text.Json;
using Berth.Names;

namespace Berth.Emulator.Access.Policies;

/// <summary>Reads the principals of a repository or trust policy's statement.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"/>
internal sealed class PrincipalReader(JsonShape shape, PolicyKind kind)
{
    private static readonly string[] RepositoryTypes = ["AWS", "Service"];
    private static readonly string[] TrustTypes = ["AWS", "Service", "Federated"];

    /// <summary>Reads the statement's principal, which must be there.</summary>
    public ImmutableArray<PolicyPrincipal> Read(JsonElement statement, string where)
    {
        where += ".Principal";
        if (!statement.TryGetProperty("Principal", out var json))
        {
            shape.Refuse(where, "it is missing", "name who the statement speaks of, such as {\"AWS\": \"123456789012\"}");
            return [];
        }

        if (json.ValueKind == JsonValueKind.String)
        {
            if (json.GetString() == "*")
            {
                return [Anyone];
            }

            shape.Refuse(where, $"'{json.GetString()}' is refused", "write \"*\", or an object such as {\"AWS\": \"123456789012\"}");
            return [];
        }

        if (!shape.IsObject(json, where, kind == PolicyKind.Trust ? TrustTypes : RepositoryTypes))
        {
            return [];
        }

        var principals = ImmutableArray.CreateBuilder<PolicyPrincipal>();
        foreach (var member in json.EnumerateObject())
        {
            foreach (var (text, place) in shape.Texts(member.Value, $"{where}.{member.Name}"))
            {
                principals.Add(member.Name == "AWS" ? ReadAws(text, place) : new PolicyPrincipal(text, null, null, IsAnyone: false));
            }
        }

        if (!json.EnumerateObject().Any())
        {
            shape.Refuse(where, "it is empty", "name at least one principal");
        }

        return principals.ToImmutable();
    }

    private static PolicyPrincipal Anyone { get; } = new("*", null, null, IsAnyone: true);

    private PolicyPrincipal ReadAws(string text, string where)
    {
        if (text == "*")
        {
            return Anyone;
        }

        if (AccountId.TryParse(text, out var account))
        {
            return new PolicyPrincipal(text, account, null, IsAnyone: false);
        }

        if (Arn.TryParse(text, out var arn) && arn is { Region: null, Account: not null } && !text.AsSpan().ContainsAny('*', '?'))
        {
            if (arn is { Service: "iam", Resource: "root" })
            {
                return new PolicyPrincipal(text, arn.Account, null, IsAnyone: false);
            }

            if (arn.IsRole || IsUser(arn) || IsSession(arn))
            {
                return new PolicyPrincipal(text, null, arn, IsAnyone: false);
            }
        }

        shape.Refuse(
            where,
            $"'{text}' names no principal",
            "write an account's id, or the ARN of an account's root, a user, a role or a role's session without wildcards, or *");
        return Anyone;
    }

    private static bool IsUser(Arn arn) => arn.Service == "iam" && arn.Resource.StartsWith("user/", StringComparison.Ordinal) && !arn.Resource.EndsWith('/');

    private static bool IsSession(Arn arn) => arn.Service == "sts" && arn.Resource.Split('/') is ["assumed-role", { Length: > 0 }, { Length: > 0 }];
}
