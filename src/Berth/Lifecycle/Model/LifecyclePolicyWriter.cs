using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Berth.Lifecycle.Model;

/// <summary>Writes rules as compact JSON, members in the order of ECR's own answers.</summary>
internal static class LifecyclePolicyWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IEnumerable<LifecycleRule> rules)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteStartArray("rules");
            foreach (var rule in rules)
            {
                Write(json, rule);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, LifecycleRule rule)
    {
        json.WriteStartObject();
        json.WriteNumber("rulePriority", rule.Priority);
        if (rule.Description is not null)
        {
            json.WriteString("description", rule.Description);
        }

        json.WriteStartObject("selection");
        Write(json, rule.Selection);
        json.WriteEndObject();

        json.WriteStartObject("action");
        json.WriteString("type", rule.Action.Type);
        if (rule.Action.TargetStorageClass is { } target)
        {
            json.WriteString("targetStorageClass", LifecycleWords.Of(target));
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, LifecycleSelection selection)
    {
        var tags = selection.Tags;
        json.WriteString("tagStatus", LifecycleWords.Of(tags.Status));
        WriteList(json, "tagPatternList", tags.Patterns);
        WriteList(json, "tagPrefixList", tags.Prefixes);
        if (selection.StorageClass != StorageClass.Standard)
        {
            json.WriteString("storageClass", LifecycleWords.Of(selection.StorageClass));
        }

        json.WriteString("countType", LifecycleWords.Of(selection.Count.Type));
        if (selection.Count.Type != CountType.ImageCountMoreThan)
        {
            json.WriteString("countUnit", LifecycleWords.Days);
        }

        json.WriteNumber("countNumber", selection.Count.Number);
    }

    private static void WriteList<TItem>(Utf8JsonWriter json, string name, IReadOnlyList<TItem> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStringValue(item!.ToString());
        }

        json.WriteEndArray();
    }
}
