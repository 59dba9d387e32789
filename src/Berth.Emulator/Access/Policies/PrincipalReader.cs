using System.Collections.Immutable;
using System.Text.Json;
using Berth.Names;

namespace Berth.Emulator.Access.Policies;

/// <summary>Reads the principals of a repository or trust policy's statement.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"/>
internal sealed class PrincipalReader(JsonShape shape)
{
    private const string AwsType = "AWS";

    private static readonly string[] Types = [AwsType, "Service", "Federated", "CanonicalUser"];

    /// <summary>Reads the principals.</summary>
    /// <param name="json">The value of <c>Principal</c> or <c>NotPrincipal</c>.</param>
    /// <param name="where">Its place.</param>
    public ImmutableArray<PolicyPrincipal> Read(JsonElement json, string where)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            if (json.ValueEquals("*"))
            {
                return [PolicyPrincipal.Anyone];
            }

            shape.Refuse(where, $"'{shape.Text(json, where)}' is invalid", "write \"*\", or an object such as {\"AWS\": \"123456789012\"}");
            return [];
        }

        if (!shape.IsObject(json, where, Types))
        {
            return [];
        }

        var principals = ImmutableArray.CreateBuilder<PolicyPrincipal>();
        foreach (var member in json.EnumerateObject())
        {
            foreach (var (text, place) in shape.Texts(member.Value, $"{where}.{member.Name}"))
            {
                principals.Add(member.Name == AwsType ? ReadAws(text, place) : new PolicyPrincipal(text));
            }
        }

        if (!json.EnumerateObject().Any())
        {
            shape.Refuse(where, "it is empty", "name at least one principal");
        }

        return principals.ToImmutable();
    }

    private PolicyPrincipal ReadAws(string text, string where)
    {
        if (text == "*")
        {
            return PolicyPrincipal.Anyone;
        }

        if (AccountId.TryParse(text, out var account))
        {
            return new PolicyPrincipal(text) { Account = account };
        }

        if (IsUniqueId(text))
        {
            return new PolicyPrincipal(text) { UniqueId = text };
        }

        if (Arn.TryParse(text, out var arn) && arn is { Region: null, Account: not null } && !text.AsSpan().ContainsAny('*', '?'))
        {
            if (arn is { Service: "iam", Resource: "root" })
            {
                return new PolicyPrincipal(text) { Account = arn.Account };
            }

            if (arn.IsRole || IsUser(arn) || IsSession(arn))
            {
                return new PolicyPrincipal(text) { Arn = arn };
            }
        }

        shape.Refuse(
            where,
            $"'{text}' is not a principal",
            "write an account's id, or the ARN of an account's root, a user, a role or a role's session without wildcards, or *");
        return PolicyPrincipal.Anyone;
    }

    private static bool IsUniqueId(string text) =>
        text.Length is >= 16 and <= 128
        && (text.StartsWith("AIDA", StringComparison.Ordinal) || text.StartsWith("AROA", StringComparison.Ordinal))
        && text.All(char.IsAsciiLetterOrDigit);

    private static bool IsUser(Arn arn) => arn.Service == "iam" && arn.Resource.StartsWith("user/", StringComparison.Ordinal) && !arn.Resource.EndsWith('/');

    private static bool IsSession(Arn arn) => arn.Service == "sts"
        && arn.Resource.Split('/') is ["assumed-role", { Length: > 0 }, { Length: > 0 }] or ["federated-user", { Length: > 0 }];
}
