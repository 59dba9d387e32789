using System.Text;
using System.Text.Json;

namespace Berth.Oci.Configuration;

/// <summary>
/// Sets and removes members one level below the root of a JSON document, and keeps every other byte: order, white space, escapes and unknown members. A
/// member that was set and is removed again leaves the document as it was.
/// </summary>
internal static class JsonSplice
{
    /// <summary>The space that marks a member that was set in an empty object: its removal leaves the empty object.</summary>
    private const string MarkOfEmpty = " ";

    /// <summary>Sets <c>root.group.name</c>.</summary>
    /// <exception cref="JsonException">The document is not valid, or the group is not an object.</exception>
    public static byte[] Set(byte[] document, string group, string name, string json)
    {
        var root = JsonMembers.Root(document);
        var members = JsonMembers.Of(document, root);
        var found = members.FindLast(member => IsNamed(member, group));
        var unit = UnitOf(document, members);
        if (found is null || found.IsNull)
        {
            var body = unit.Length == 0 ? $"{{{Member(name, json, unit)}}}" : $"{{{unit}{unit.TrimStart('\r', '\n')}{Member(name, json, unit)}{unit}}}";
            return found is null
                ? Insert(document, root, members, unit, Member(group, body, unit))
                : Replace(document, found.ValueStart, found.ValueEnd, body);
        }

        if (!found.IsObject)
        {
            throw new JsonException($"'{group}' is not an object");
        }

        var inner = JsonMembers.Of(document, found.ValueStart);
        return inner.FindLast(member => member.Name == name) is { } old
            ? Replace(document, old.ValueStart, old.ValueEnd, json)
            : inner.Count == 0
                ? Replace(document, found.ValueStart, found.ValueEnd, $"{{{MarkOfEmpty}{Member(name, json, unit)}{MarkOfEmpty}}}")
                : Insert(document, found.ValueStart, inner, UnitOf(document, inner), Member(name, json, unit));
    }

    /// <summary>Removes <c>root.group.name</c> if it exists, and the group with its last member.</summary>
    /// <exception cref="JsonException">The document is not valid.</exception>
    public static byte[] Remove(byte[] document, string group, string name)
    {
        var members = JsonMembers.Of(document, JsonMembers.Root(document));
        if (members.FindLast(member => IsNamed(member, group)) is not { IsObject: true } found)
        {
            return document;
        }

        var inner = JsonMembers.Of(document, found.ValueStart);
        var index = inner.FindLastIndex(member => member.Name == name);
        if (index < 0)
        {
            return document;
        }

        if (inner.Count > 1)
        {
            return Remove(Cut(document, inner, index), group, name);
        }

        var lead = Encoding.UTF8.GetString(document, inner[0].LeadStart, inner[0].NameStart - inner[0].LeadStart);
        return lead == MarkOfEmpty
            ? Replace(document, found.ValueStart, found.ValueEnd, "{}")
            : Cut(document, members, members.IndexOf(found));
    }

    /// <summary>Reads the string <c>root.group.name</c> or, without a name, <c>root.group</c>.</summary>
    /// <exception cref="JsonException">The document is not valid.</exception>
    public static string? Text(byte[] document, string group, string? name)
    {
        var found = JsonMembers.Of(document, JsonMembers.Root(document)).FindLast(member => IsNamed(member, group));
        if (name is not null)
        {
            found = found is { IsObject: true } ? JsonMembers.Of(document, found.ValueStart).FindLast(member => member.Name == name) : null;
        }

        if (found is null)
        {
            return null;
        }

        var reader = new Utf8JsonReader(document.AsSpan(found.ValueStart, found.ValueEnd - found.ValueStart));
        return reader.Read() && reader.TokenType == JsonTokenType.String && JsonText.TryRead(ref reader, out var text) ? text : null;
    }

    /// <summary>Gets the names of the members of <c>root.group</c>.</summary>
    /// <exception cref="JsonException">The document is not valid.</exception>
    public static IReadOnlyList<string> Names(byte[] document, string group) =>
        JsonMembers.Of(document, JsonMembers.Root(document)).FindLast(member => IsNamed(member, group)) is { IsObject: true } found
            ? [.. JsonMembers.Of(document, found.ValueStart).Select(member => member.Name)]
            : [];

    /// <summary>Docker reads the names of its own members in any case.</summary>
    private static bool IsNamed(JsonMember member, string group) => string.Equals(member.Name, group, StringComparison.OrdinalIgnoreCase);

    private static string Member(string name, string json, string unit) =>
        $"\"{JsonEncodedText.Encode(name, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":{(unit.Length == 0 ? string.Empty : " ")}{json}";

    /// <summary>Gets the white space before a new member: that of the last member, or docker's own for an empty object.</summary>
    private static string UnitOf(byte[] document, List<JsonMember> members) => members.Count == 0
        ? "\n\t"
        : Encoding.UTF8.GetString(document, members[^1].LeadStart, members[^1].NameStart - members[^1].LeadStart);

    private static byte[] Insert(byte[] document, int start, List<JsonMember> members, string unit, string member)
    {
        if (members.Count > 0)
        {
            return Replace(document, members[^1].ValueEnd, members[^1].ValueEnd, $",{unit}{member}");
        }

        var end = start + document.AsSpan(start).IndexOf((byte)'}');
        return Replace(document, start, end + 1, $"{{{unit}{member}\n}}");
    }

    private static byte[] Cut(byte[] document, List<JsonMember> members, int index)
    {
        var member = members[index];
        if (index > 0)
        {
            return Replace(document, members[index - 1].ValueEnd, member.ValueEnd, string.Empty);
        }

        if (members.Count > 1)
        {
            return Replace(document, member.LeadStart, members[1].LeadStart, string.Empty);
        }

        var end = member.ValueEnd + document.AsSpan(member.ValueEnd).IndexOf((byte)'}');
        return Replace(document, member.LeadStart, end, string.Empty);
    }

    private static byte[] Replace(byte[] document, int start, int end, string text) =>
        [.. document.AsSpan(0, start), .. Encoding.UTF8.GetBytes(text), .. document.AsSpan(end)];
}
