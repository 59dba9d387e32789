using System.Text.Json;

namespace Berth.Lifecycle.Model;

/// <summary>
/// Parses a policy's JSON as ECR does: first the faults of its shape, all together; if there are none, those of each rule and of
/// the rules together.
/// </summary>
internal static class LifecyclePolicyParser
{
    private static readonly string[] Members = ["rules"];

    /// <summary>Reads <paramref name="text"/>; the rules are valid only if no fault is returned.</summary>
    public static List<LifecyclePolicyFault> Parse(string? text, out IReadOnlyList<LifecycleRule> rules)
    {
        rules = [];
        var faults = new List<LifecyclePolicyFault>();

        // A longer text is not parsed, which bounds the cost.
        if (text?.Length > LifecyclePolicy.MaxTextLength)
        {
            faults.Add(new LifecyclePolicyFault(string.Empty, LifecycleTexts.TooLong()));
            return faults;
        }

        var drafts = ReadDocument(text ?? string.Empty, faults);
        if (text is null || text.Length < LifecyclePolicy.MinTextLength)
        {
            faults.Add(new LifecyclePolicyFault(string.Empty, LifecycleTexts.TooShort()));
        }

        if (faults.Count == 0)
        {
            rules = BuildRules(drafts, faults);
        }

        return faults;
    }

    private static List<LifecycleRule> BuildRules(List<RuleDraft> drafts, List<LifecyclePolicyFault> faults)
    {
        var built = new List<(string Where, LifecycleRule Rule)>(drafts.Count);
        foreach (var (index, draft) in drafts.Index())
        {
            if (draft.Build(faults) is { } rule)
            {
                built.Add(($"/rules/{index}", rule));
            }
        }

        // Valid rules are compared even if others are not valid, so that one answer has all faults.
        if (built.Count > 0)
        {
            faults.AddRange(RuleAgreement.Check(built));
        }

        return built.ConvertAll(static entry => entry.Rule);
    }

    private static List<RuleDraft> ReadDocument(string text, List<LifecyclePolicyFault> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                faults.Add(new LifecyclePolicyFault(string.Empty, LifecycleTexts.NoPolicy));
                return [];
            }

            var reader = new SchemaReader(faults);
            return ReadRules(reader, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            // The last two are for text that is not valid Unicode: half of a surrogate pair, literal or escaped.
            faults.Add(new LifecyclePolicyFault(string.Empty, LifecycleTexts.NoPolicy));
            return [];
        }
    }

    private static List<RuleDraft> ReadRules(SchemaReader reader, JsonElement root)
    {
        if (!reader.Object(root, string.Empty, Members, Members)
            || !root.TryGetProperty("rules", out var array)
            || !reader.Array(array, "/rules"))
        {
            return [];
        }

        switch (array.GetArrayLength())
        {
            case 0:
                reader.Fault("/rules", LifecycleTexts.TooFewRules());
                return [];
            case > LifecyclePolicy.MaxRules and var count:
                reader.Fault("/rules", LifecycleTexts.TooManyRules(count));
                return [];
            default:
                return [.. array.EnumerateArray().Select((rule, index) => RuleReader.Read(reader, rule, $"/rules/{index}"))];
        }
    }
}
