using System.Text.Json;

namespace Berth.Emulator.Access.Policies;

/// <summary>Reads JSON values and reports each value of the wrong form with its place.</summary>
/// <param name="faults">Receives the faults.</param>
internal sealed class JsonShape(ICollection<Fault> faults)
{
    /// <summary>Reports a fault.</summary>
    public void Refuse(string where, string what, string remedy) => faults.Add(new Fault(where, what, remedy));

    /// <summary>Checks that a value is an object, without repeated members and with none but those named.</summary>
    /// <param name="json">The value.</param>
    /// <param name="where">Its place.</param>
    /// <param name="members">The members that are known, or <see langword="null"/> if any name is allowed.</param>
    /// <returns>Whether it is an object, even if its members have faults.</returns>
    public bool IsObject(JsonElement json, string where, string[]? members = null)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse(where, $"it is {Kind(json)}", "write an object");
            return false;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (!seen.Add(member.Name))
            {
                Refuse($"{where}.{member.Name}", "it occurs twice", "keep one of them");
            }
            else if (members is not null && !members.Contains(member.Name))
            {
                Refuse($"{where}.{member.Name}", "it is not a known member", $"known are {string.Join(", ", members)}");
            }
        }

        return true;
    }

    /// <summary>Reads a string.</summary>
    public string? Text(JsonElement json, string where)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            try
            {
                return json.GetString();
            }
            catch (InvalidOperationException)
            {
                // An escape of the string is half of a surrogate pair.
                Refuse(where, "it has an unpaired surrogate", "write valid Unicode");
                return null;
            }
        }

        Refuse(where, $"it is {Kind(json)}", "write a string");
        return null;
    }

    /// <summary>Reads one value of a condition or a list of them: strings, numbers and booleans, of which the list may be empty.</summary>
    public IReadOnlyList<(string Text, string Where)> Values(JsonElement json, string where)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return [.. json.EnumerateArray().SelectMany((element, index) =>
                element.ValueKind == JsonValueKind.Array ? Texts(element, $"{where}[{index}]") : Values(element, $"{where}[{index}]"))];
        }

        return json.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False or JsonValueKind.Number => [(json.GetRawText(), where)],
            _ => Text(json, where) is { } text ? [(text, where)] : [],
        };
    }

    /// <summary>Reads one string or a list of them; an empty list is a fault.</summary>
    public IReadOnlyList<(string Text, string Where)> Texts(JsonElement json, string where)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return Text(json, where) is { } only ? [(only, where)] : [];
        }

        var texts = new List<(string, string)>();
        var index = 0;
        foreach (var element in json.EnumerateArray())
        {
            var place = $"{where}[{index++}]";
            if (Text(element, place) is { } text)
            {
                texts.Add((text, place));
            }
        }

        if (index == 0)
        {
            Refuse(where, "it is empty", "write at least one string");
        }

        return texts;
    }

    private static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
