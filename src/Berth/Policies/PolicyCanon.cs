using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Berth.Policies;

/// <summary>Reads a policy statement and writes its meaning in the one way in which all statements of that meaning are written.</summary>
internal static class PolicyCanon
{
    private static readonly (string Name, string Opposite)[] Pairs =
        [("Principal", "NotPrincipal"), ("Action", "NotAction")];

    public static bool TryRead(
        JsonElement element,
        [NotNullWhen(true)] out PolicyDocumentStatement? statement,
        [NotNullWhen(false)] out string? fault)
    {
        statement = null;
        if (element.ValueKind != JsonValueKind.Object)
        {
            fault = "is not a JSON object";
            return false;
        }

        string? sid = null;
        var members = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            fault = ReadMember(member, ref sid, out var canonical);
            if (fault is not null)
            {
                return false;
            }

            if (!members.TryAdd(member.Name, canonical))
            {
                fault = $"has {member.Name} twice";
                return false;
            }
        }

        fault = FindGap(members);
        if (fault is not null)
        {
            return false;
        }

        statement = new PolicyDocumentStatement(
            sid is { Length: > 0 } ? sid : null,
            element.GetRawText(),
            string.Join(';', members.Where(static member => member.Value.Length > 0).Select(static member => $"{member.Key}={member.Value}")));
        return true;
    }

    private static string? FindGap(SortedDictionary<string, string> members)
    {
        if (!members.ContainsKey("Effect"))
        {
            return "has no Effect";
        }

        foreach (var (name, opposite) in Pairs)
        {
            if (members.ContainsKey(name) == members.ContainsKey(opposite))
            {
                return members.ContainsKey(name) ? $"has both {name} and {opposite}" : $"has neither {name} nor {opposite}";
            }
        }

        return members.ContainsKey("Resource") && members.ContainsKey("NotResource") ? "has both Resource and NotResource" : null;
    }

    private static string? ReadMember(JsonProperty member, ref string? sid, out string canonical)
    {
        canonical = string.Empty;
        var value = member.Value;
        switch (member.Name)
        {
            case "Sid":
                sid = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
                canonical = string.IsNullOrEmpty(sid) ? string.Empty : Quote(sid);
                return value.ValueKind == JsonValueKind.String ? null : "has a Sid that is not a string";
            case "Effect":
                canonical = value.ValueKind == JsonValueKind.String ? value.GetString()! : string.Empty;
                return canonical is "Allow" or "Deny" ? null : "has an Effect that is neither Allow nor Deny";
            case "Principal" or "NotPrincipal":
                return ReadPrincipal(value, out canonical) ? null : $"has a {member.Name} that is neither \"*\" nor an object of kinds and names";
            case "Action" or "NotAction":
                // IAM compares the names of actions without regard to case.
                return ReadList(value, static text => text.ToLowerInvariant(), out canonical) ? null : $"has a {member.Name} that is neither a string nor a list of strings";
            case "Resource" or "NotResource":
                return ReadList(value, static text => text, out canonical) ? null : $"has a {member.Name} that is neither a string nor a list of strings";
            case "Condition":
                return ReadCondition(value, out canonical) ? null : "has a Condition that is not an object of operators, keys and values";
            default:
                return $"has a member '{member.Name}', which no statement has";
        }
    }

    private static bool ReadPrincipal(JsonElement value, out string canonical)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            canonical = value.GetString() == "*" ? "AWS:[\"*\"]" : string.Empty;
            return canonical.Length > 0;
        }

        return ReadObject(value, static (kind, names) => ReadList(names, kind == "AWS" ? Account : static text => text, out var list) ? $"{kind}:{list}" : null, out canonical);
    }

    // 123456789012 and arn:aws:iam::123456789012:root are two ways of writing one principal; ECR answers the second for the first.
    private static string Account(string principal) =>
        principal.Split(':') is ["arn", _, "iam", "", var account, "root"] ? account : principal;

    private static bool ReadCondition(JsonElement value, out string canonical) =>
        ReadObject(
            value,
            static (comparison, keys) => ReadObject(
                keys,
                static (key, values) => ReadList(values, static text => text, out var list) ? $"{key.ToLowerInvariant()}:{list}" : null,
                out var inner)
                ? $"{comparison}:{{{inner}}}"
                : null,
            out canonical);

    private static bool ReadObject(JsonElement value, Func<string, JsonElement, string?> readMember, out string canonical)
    {
        canonical = string.Empty;
        if (value.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        var parts = new List<string>();
        foreach (var member in value.EnumerateObject())
        {
            if (readMember(member.Name, member.Value) is not { } part)
            {
                return false;
            }

            parts.Add(part);
        }

        parts.Sort(StringComparer.Ordinal);
        canonical = string.Join(',', parts);
        return parts.Count > 0;
    }

    private static bool ReadList(JsonElement value, Func<string, string> normalize, out string canonical)
    {
        canonical = string.Empty;
        var items = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Repeat(value, 1))
        {
            // Conditions may write true and 5 where others write "true" and "5".
            var text = item.ValueKind switch
            {
                JsonValueKind.String => item.GetString(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                JsonValueKind.Number => item.GetRawText(),
                _ => null,
            };

            if (text is null)
            {
                return false;
            }

            items.Add(Quote(normalize(text)));
        }

        canonical = $"[{string.Join(',', items)}]";
        return items.Count > 0;
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
