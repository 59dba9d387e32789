using System.Collections.Immutable;
using System.Text.Json;

namespace Berth.Emulator.Access.Policies;

/// <summary>Reads policy documents by IAM's grammar: everything outside it is a fault, and all faults are found in one pass.</summary>
/// <param name="kind">Where the documents are attached.</param>
/// <param name="faults">Receives the faults.</param>
internal sealed class IamPolicyReader(PolicyKind kind, ICollection<Fault> faults)
{
    private const string CurrentVersion = "2012-10-17";
    private const string OldVersion = "2008-10-17";

    private static readonly string[] DocumentMembers = ["Version", "Id", "Statement"];

    private readonly JsonShape shape = new(faults);

    private bool NamesPrincipals => kind is PolicyKind.Repository or PolicyKind.Trust;

    private string[] StatementMembers => kind switch
    {
        PolicyKind.Trust => ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Condition"],
        PolicyKind.Repository => ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"],
        _ => ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"],
    };

    /// <summary>Reads one document.</summary>
    /// <returns>The document, or <see langword="null"/> if it has faults.</returns>
    public IamPolicy? Read(JsonElement json, string where)
    {
        var before = faults.Count;
        if (!shape.IsObject(json, where, DocumentMembers))
        {
            return null;
        }

        var hasVariables = ReadVersion(json, where);
        var statements = ImmutableArray.CreateBuilder<IamPolicyStatement>();
        if (!json.TryGetProperty("Statement", out var statement))
        {
            shape.Refuse($"{where}.Statement", "it is missing", "write at least one statement");
        }
        else if (statement.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var element in statement.EnumerateArray())
            {
                statements.Add(ReadStatement(element, $"{where}.Statement[{index++}]", hasVariables));
            }

            if (index == 0)
            {
                shape.Refuse($"{where}.Statement", "it is empty", "write at least one statement");
            }
        }
        else
        {
            statements.Add(ReadStatement(statement, $"{where}.Statement", hasVariables));
        }

        RefuseRepeatedNames(statements, where);
        return faults.Count == before ? new IamPolicy(kind, statements.ToImmutable()) : null;
    }

    private bool ReadVersion(JsonElement json, string where)
    {
        if (!json.TryGetProperty("Version", out var version))
        {
            return false;
        }

        var text = shape.Text(version, $"{where}.Version");
        if (text is not (null or CurrentVersion or OldVersion))
        {
            shape.Refuse($"{where}.Version", $"'{text}' is not a version of the policy language", $"write {CurrentVersion}");
        }

        return text == CurrentVersion;
    }

    private IamPolicyStatement ReadStatement(JsonElement json, string where, bool hasVariables)
    {
        var empty = new IamPolicyStatement(null, PolicyEffect.Deny, [], false, [], false, [], false, []);
        if (!shape.IsObject(json, where, StatementMembers))
        {
            return empty;
        }

        var isNotAction = Choose(json, where, "Action", "NotAction", isRequired: true, out var actions);
        var isNotResource = Choose(json, where, "Resource", "NotResource", isRequired: !NamesPrincipals, out var resources);
        var sid = json.TryGetProperty("Sid", out var name) ? shape.Text(name, $"{where}.Sid") : null;
        var effect = ReadEffect(json, where);
        var principals = ReadPrincipals(json, where, out var isNotPrincipal);
        return new IamPolicyStatement(
            sid,
            effect,
            principals,
            isNotPrincipal,
            Patterns(actions, $"{where}.{(isNotAction ? "NotAction" : "Action")}", hasVariables: false, ActionReason),
            isNotAction,
            Patterns(resources, $"{where}.{(isNotResource ? "NotResource" : "Resource")}", hasVariables, ResourceReason),
            isNotResource,
            new ConditionReader(shape).Read(json, where, hasVariables));
    }

    private ImmutableArray<PolicyPrincipal> ReadPrincipals(JsonElement json, string where, out bool isNotPrincipal)
    {
        isNotPrincipal = false;
        if (!NamesPrincipals)
        {
            return [];
        }

        isNotPrincipal = Choose(json, where, "Principal", "NotPrincipal", isRequired: true, out var principals);
        return principals is { } given
            ? new PrincipalReader(shape).Read(given, $"{where}.{(isNotPrincipal ? "NotPrincipal" : "Principal")}")
            : [];
    }

    private PolicyEffect ReadEffect(JsonElement json, string where)
    {
        var text = json.TryGetProperty("Effect", out var effect) ? shape.Text(effect, $"{where}.Effect") : "(missing)";
        if (text is not (null or "Allow" or "Deny"))
        {
            shape.Refuse($"{where}.Effect", $"'{text}' is not an effect", "write Allow or Deny, in this letter case");
        }

        return text == "Allow" ? PolicyEffect.Allow : PolicyEffect.Deny;
    }

    private bool Choose(JsonElement json, string where, string name, string notName, bool isRequired, out JsonElement? value)
    {
        var isGiven = json.TryGetProperty(name, out var plain);
        var isNotGiven = json.TryGetProperty(notName, out var negated);
        value = isGiven ? plain : isNotGiven ? negated : null;
        if (isGiven && isNotGiven)
        {
            shape.Refuse(where, $"it has both {name} and {notName}", "keep one of them");
        }
        else if (value is null && isRequired)
        {
            shape.Refuse($"{where}.{name}", "it is missing", $"write {name} or {notName}");
        }

        return isNotGiven && !isGiven;
    }

    private ImmutableArray<PolicyPattern> Patterns(JsonElement? json, string where, bool hasVariables, Func<string, string?> reasonAgainst)
    {
        var patterns = ImmutableArray.CreateBuilder<PolicyPattern>();
        foreach (var (text, place) in json is { } element ? shape.Texts(element, where) : [])
        {
            var reason = reasonAgainst(text);
            if (reason is null && PolicyPattern.TryParse(text, hasWildcards: true, hasVariables, out var pattern, out reason))
            {
                patterns.Add(pattern);
            }
            else
            {
                shape.Refuse(place, $"'{text}' is invalid", reason!);
            }
        }

        return patterns.ToImmutable();
    }

    private void RefuseRepeatedNames(IEnumerable<IamPolicyStatement> statements, string where)
    {
        foreach (var repeated in statements.Where(statement => statement.Sid is { Length: > 0 }).GroupBy(statement => statement.Sid).Where(group => group.Count() > 1))
        {
            shape.Refuse($"{where}.Statement", $"the Sid '{repeated.Key}' occurs {repeated.Count()} times", "give every statement a unique Sid, or none");
        }
    }

    private static string? ActionReason(string text) =>
        text == "*" || (text.Split(':') is [{ Length: > 0 } service, { Length: > 0 } name]
            && service.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '*')
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '*' or '?'))
            ? null
            : "write service:Name with * and ? as wildcards, such as ecr:Batch*, or * alone";

    private static string? ResourceReason(string text) =>
        text == "*" || (text.StartsWith("arn:", StringComparison.Ordinal) && text.Split(':').Length >= 3)
            ? null
            : "write an ARN with * and ? as wildcards, such as arn:aws:ecr:*:123456789012:repository/web/*, or * alone";
}
