using System.Text.Json;

namespace Berth.Lifecycle.Model;

/// <summary>Reads members of JSON by their types and collects the faults, with the messages of ECR's schema validator.</summary>
internal sealed class SchemaReader(List<LifecyclePolicyFault> faults)
{
    public void Fault(string where, string reason) => faults.Add(new LifecyclePolicyFault(where, reason));

    /// <summary>Whether the element is an object at all; unknown and missing members are faults besides.</summary>
    public bool Object(JsonElement element, string where, string[] allowed, string[] required)
    {
        if (!IsOfKind(element, where, JsonValueKind.Object, "object"))
        {
            return false;
        }

        var unknown = element.EnumerateObject().Select(static member => member.Name).Except(allowed, StringComparer.Ordinal).ToList();
        if (unknown.Count > 0)
        {
            Fault(where, LifecycleTexts.NotAllowed(unknown.Order(StringComparer.Ordinal)));
        }

        var missing = required.Where(name => !element.TryGetProperty(name, out _)).ToList();
        if (missing.Count > 0)
        {
            Fault(where, LifecycleTexts.Missing(missing.Order(StringComparer.Ordinal)));
        }

        return true;
    }

    public bool Array(JsonElement element, string where) => IsOfKind(element, where, JsonValueKind.Array, "array");

    /// <summary>The member as a number of at least 1, or <see langword="null"/> where it is absent or at fault.</summary>
    public int? PositiveInteger(JsonElement parent, string name, string where)
    {
        if (!parent.TryGetProperty(name, out var element))
        {
            return null;
        }

        var place = $"{where}/{name}";
        if (NameOf(element) != "integer")
        {
            Fault(place, LifecycleTexts.WrongType(NameOf(element), "integer"));
            return null;
        }

        var text = element.GetRawText();
        if (element.TryGetInt32(out var number) && number >= 1)
        {
            return number;
        }

        Fault(place, text[0] == '-' || number == 0 && text.All(static digit => digit == '0') ? LifecycleTexts.TooSmall(text) : LifecycleTexts.TooGreat(text));
        return null;
    }

    /// <summary>The member as a string, or <see langword="null"/> where it is absent or at fault.</summary>
    public string? String(JsonElement parent, string name, string where) =>
        parent.TryGetProperty(name, out var element) && IsOfKind(element, $"{where}/{name}", JsonValueKind.String, "string")
            ? element.GetString()
            : null;

    /// <summary>Gets the index of the member's value in <paramref name="words"/>, or <see langword="null"/> if it is absent or invalid.</summary>
    public int? Word(JsonElement parent, string name, string where, string[] words)
    {
        if (String(parent, name, where) is not { } word)
        {
            return null;
        }

        var index = System.Array.IndexOf(words, word);
        if (index >= 0)
        {
            return index;
        }

        Fault($"{where}/{name}", LifecycleTexts.NotInEnum(word, words.Order(StringComparer.Ordinal)));
        return null;
    }

    /// <summary>The member as a list of strings, none empty; an absent one is an empty list.</summary>
    public List<string> Strings(JsonElement parent, string name, string where)
    {
        var strings = new List<string>();
        var list = $"{where}/{name}";
        if (!parent.TryGetProperty(name, out var element) || !Array(element, list))
        {
            return strings;
        }

        foreach (var item in element.EnumerateArray())
        {
            var place = $"{list}/{strings.Count}";
            var text = IsOfKind(item, place, JsonValueKind.String, "string") ? item.GetString()! : null;
            if (text is { Length: 0 })
            {
                Fault(place, LifecycleTexts.EmptyString());
            }

            strings.Add(text ?? string.Empty);
        }

        return strings;
    }

    private static string NameOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        _ => element.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
    };

    private bool IsOfKind(JsonElement element, string where, JsonValueKind kind, string name)
    {
        if (element.ValueKind == kind)
        {
            return true;
        }

        Fault(where, LifecycleTexts.WrongType(NameOf(element), name));
        return false;
    }
}
