using System.Text.Json;

namespace Berth.Lifecycle.Model;

/// <summary>Reads one rule's JSON into a draft; what does not fit the schema is a fault.</summary>
internal static class RuleReader
{
    private static readonly string[] RuleMembers = ["rulePriority", "description", "selection", "action"];
    private static readonly string[] RequiredRuleMembers = ["rulePriority", "selection", "action"];

    private static readonly string[] SelectionMembers =
        ["tagStatus", "tagPatternList", "tagPrefixList", "storageClass", "countType", "countUnit", "countNumber"];

    private static readonly string[] RequiredSelectionMembers = ["tagStatus", "countType", "countNumber"];

    private static readonly string[] ActionMembers = ["type", "targetStorageClass"];
    private static readonly string[] RequiredActionMembers = ["type"];
    private static readonly string[] Units = [LifecycleWords.Days];
    private static readonly string[] TargetClasses = ["archive"];

    public static RuleDraft Read(SchemaReader reader, JsonElement rule, string where)
    {
        var draft = new RuleDraft(where);
        if (!reader.Object(rule, where, RuleMembers, RequiredRuleMembers))
        {
            return draft;
        }

        draft.Priority = reader.PositiveInteger(rule, "rulePriority", where);
        draft.Description = reader.String(rule, "description", where);
        if (rule.TryGetProperty("selection", out var selection))
        {
            ReadSelection(reader, selection, $"{where}/selection", draft);
        }

        if (rule.TryGetProperty("action", out var action))
        {
            draft.Action = ReadAction(reader, action, $"{where}/action");
        }

        return draft;
    }

    private static void ReadSelection(SchemaReader reader, JsonElement selection, string where, RuleDraft draft)
    {
        if (!reader.Object(selection, where, SelectionMembers, RequiredSelectionMembers))
        {
            return;
        }

        draft.TagStatus = (TagStatus?)reader.Word(selection, "tagStatus", where, LifecycleWords.TagStatuses);
        draft.Patterns = reader.Strings(selection, "tagPatternList", where);
        draft.Prefixes = reader.Strings(selection, "tagPrefixList", where);
        draft.StorageClass = (StorageClass?)reader.Word(selection, "storageClass", where, LifecycleWords.StorageClasses);
        draft.CountNumber = reader.PositiveInteger(selection, "countNumber", where);
        draft.CountType = ReadCountType(reader, selection, where);
    }

    /// <summary>ECR's schema has two alternatives here, one of images and one of days; what fits neither gets one answer.</summary>
    private static CountType? ReadCountType(SchemaReader reader, JsonElement selection, string where)
    {
        if (!selection.TryGetProperty("countType", out var element))
        {
            return null;
        }

        var index = element.ValueKind == JsonValueKind.String ? Array.IndexOf(LifecycleWords.CountTypes, element.GetString()) : -1;
        var hasUnit = selection.TryGetProperty("countUnit", out _);
        if (index < 0 || hasUnit == (index == (int)CountType.ImageCountMoreThan))
        {
            reader.Fault(where, LifecycleTexts.NoSchemaMatches);
            return null;
        }

        if (hasUnit)
        {
            reader.Word(selection, "countUnit", where, Units);
        }

        return (CountType)index;
    }

    private static LifecycleAction? ReadAction(SchemaReader reader, JsonElement action, string where)
    {
        if (!reader.Object(action, where, ActionMembers, RequiredActionMembers))
        {
            return null;
        }

        var type = reader.Word(action, "type", where, LifecycleWords.Actions);
        var hasTarget = action.TryGetProperty("targetStorageClass", out _);
        if (type is { } known && hasTarget != (known == 1))
        {
            reader.Fault(where, LifecycleTexts.NoSchemaMatches);
            return null;
        }

        if (hasTarget)
        {
            reader.Word(action, "targetStorageClass", where, TargetClasses);
        }

        return type switch { 0 => LifecycleAction.Expire, 1 => LifecycleAction.TransitionToArchive, _ => null };
    }
}
