using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Berth.Emulator.Protocols.Ecr.Policies;

/// <summary>
/// Writes a policy like ECR: each member on a line of its own, two spaces deep for each object, <c>" : "</c> after a name, lists on one
/// line, members in the order of the grammar.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html"/>
internal static class PolicyWriter
{
    public static string Write(JsonElement policy, string[] members, string[] statementMembers)
    {
        var text = new StringBuilder();
        Append(text, policy, 0, depth => depth switch { 0 => members, 1 => statementMembers, _ => [] });
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement element, int depth, Func<int, string[]> order)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, element, depth, order);
                break;
            case JsonValueKind.Array:
                AppendList(text, element, depth, order);
                break;
            case JsonValueKind.String:
                text.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(element.GetString()!)).Append('"');
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement element, int depth, Func<int, string[]> order)
    {
        // Members that the grammar does not order, the kinds of principals and the conditions, stay as they came.
        var names = order(depth);
        var separator = "{\n";
        foreach (var member in element.EnumerateObject().OrderBy(member => Array.IndexOf(names, member.Name)))
        {
            text.Append(separator).Append(' ', (depth + 1) * 2);
            text.Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(member.Name)).Append("\" : ");
            Append(text, member.Value, depth + 1, order);
            separator = ",\n";
        }

        if (separator == "{\n")
        {
            text.Append("{ }");
            return;
        }

        text.Append('\n').Append(' ', depth * 2).Append('}');
    }

    private static void AppendList(StringBuilder text, JsonElement element, int depth, Func<int, string[]> order)
    {
        var separator = "[ ";
        foreach (var entry in element.EnumerateArray())
        {
            text.Append(separator);
            Append(text, entry, depth, order);
            separator = ", ";
        }

        text.Append(separator == "[ " ? "[ ]" : " ]");
    }
}
