using System.Text.Json;

namespace Berth.Emulator.Protocols.Ecr.Policies;

/// <summary>Checks a repository policy against IAM's grammar and writes it anew in ECR's style.</summary>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"/>
internal static class RepositoryPolicyReader
{
    /// <summary>The name of the parameter as ECR's refusals spell it.</summary>
    public const string Member = "PolicyText";

    private const int MaxLength = 10_240;

    private static readonly string[] Members = ["Version", "Id", "Statement"];

    private static readonly string[] StatementMembers =
        ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    private static readonly string[] PrincipalKinds = ["AWS", "Service", "Federated", "CanonicalUser"];

    /// <summary>Checks a policy.</summary>
    /// <returns>The policy as ECR gives it back.</returns>
    /// <exception cref="EcrErrorException">ECR refuses it.</exception>
    public static string Read(string text)
    {
        Check.Length(text, 0, MaxLength, Member);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (InvalidOperationException)
        {
            // A name of the policy has an unpaired surrogate.
            throw Check.Refuse(Member, "Invalid repository policy provided");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw Check.Refuse(Member, "Invalid JSON syntax");
        }

        using (document)
        {
            try
            {
                if (IsPolicy(document.RootElement))
                {
                    return PolicyWriter.Write(document.RootElement, Members, StatementMembers);
                }
            }
            catch (InvalidOperationException)
            {
                // A name or a string of the policy has an unpaired surrogate.
            }

            throw Check.Refuse(Member, "Invalid repository policy provided");
        }
    }

    private static bool IsPolicy(JsonElement root) =>
        HasOnly(root, Members)
        && (!root.TryGetProperty("Version", out var version)
            || (version.ValueKind == JsonValueKind.String && version.GetString() is "2008-10-17" or "2012-10-17"))
        && (!root.TryGetProperty("Id", out var id) || id.ValueKind == JsonValueKind.String)
        && root.TryGetProperty("Statement", out var statement)
        && (statement.ValueKind == JsonValueKind.Array
            ? statement.GetArrayLength() > 0 && statement.EnumerateArray().All(IsStatement)
            : IsStatement(statement));

    private static bool IsStatement(JsonElement statement) =>
        HasOnly(statement, StatementMembers)
        && (!statement.TryGetProperty("Sid", out var sid) || sid.ValueKind == JsonValueKind.String)
        && statement.TryGetProperty("Effect", out var effect) && effect.ValueKind == JsonValueKind.String
        && effect.GetString() is "Allow" or "Deny"
        && HasOneOf(statement, "Principal", "NotPrincipal", isRequired: true, IsPrincipal)
        && HasOneOf(statement, "Action", "NotAction", isRequired: true, element => AreTexts(element, IsAction))
        && HasOneOf(statement, "Resource", "NotResource", isRequired: false, element => AreTexts(element, resource => resource.Length > 0))
        && (!statement.TryGetProperty("Condition", out var condition) || IsCondition(condition));

    private static bool HasOnly(JsonElement element, string[] members) =>
        element.ValueKind == JsonValueKind.Object && element.EnumerateObject().All(member => members.Contains(member.Name));

    private static bool HasOneOf(JsonElement statement, string name, string negated, bool isRequired, Func<JsonElement, bool> check)
    {
        var has = statement.TryGetProperty(name, out var value);
        var hasNegated = statement.TryGetProperty(negated, out var negatedValue);
        return has != hasNegated ? check(has ? value : negatedValue) : !has && !isRequired;
    }

    private static bool IsPrincipal(JsonElement principal) => principal.ValueKind switch
    {
        JsonValueKind.String => principal.ValueEquals("*"),
        JsonValueKind.Object => HasOnly(principal, PrincipalKinds)
            && principal.EnumerateObject().Any()
            && principal.EnumerateObject().All(kind => AreTexts(kind.Value, text => kind.Name != "AWS" || CheckAwsPrincipal(text))),
        _ => false,
    };

    private static bool CheckAwsPrincipal(string principal)
    {
        var isKnown = principal == "*"
            || Names.AccountId.TryParse(principal, out _)
            || (Names.Arn.TryParse(principal, out var arn) && arn.Service is "iam" or "sts" && arn.Account is not null)
            || (principal.Length is >= 16 and <= 128 && principal.All(char.IsAsciiLetterOrDigit));
        return isKnown ? true : throw Check.Refuse(Member, "Principal not found");
    }

    private static bool IsAction(string action) =>
        action == "*" || action.StartsWith("ecr:", StringComparison.OrdinalIgnoreCase);

    private static bool AreTexts(JsonElement element, Func<string, bool> check) => element.ValueKind switch
    {
        JsonValueKind.String => check(element.GetString()!),
        JsonValueKind.Array => element.GetArrayLength() > 0
            && element.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.String && check(entry.GetString()!)),
        _ => false,
    };

    private static bool IsCondition(JsonElement condition) =>
        condition.ValueKind == JsonValueKind.Object
        && condition.EnumerateObject().All(test =>
            test.Value.ValueKind == JsonValueKind.Object
            && test.Value.EnumerateObject().All(key => IsConditionValue(key.Value)));

    private static bool IsConditionValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().All(entry => entry.ValueKind != JsonValueKind.Array && IsConditionValue(entry)),
        JsonValueKind.Object or JsonValueKind.Null => false,
        _ => true,
    };
}
