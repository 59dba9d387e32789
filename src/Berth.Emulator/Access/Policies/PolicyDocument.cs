using System.Collections.Immutable;
using System.Text.Json;

namespace Berth.Emulator.Access.Policies;

/// <summary>A policy document that was read without fault.</summary>
/// <param name="Kind">Where it is attached.</param>
/// <param name="Statements">Its statements.</param>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"/>
internal sealed record PolicyDocument(PolicyKind Kind, ImmutableArray<PolicyStatement> Statements)
{
    /// <summary>Reads a document from its text.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="kind">Where the document is to be attached.</param>
    /// <param name="where">The document's own place, with which every fault's place begins.</param>
    /// <param name="faults">All that is wrong; empty if the document is given.</param>
    public static PolicyDocument? Parse(string text, PolicyKind kind, string where, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        try
        {
            using var json = JsonDocument.Parse(text);
            return new PolicyReader(kind, found).Read(json.RootElement, where);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A string whose escapes are no text is found only when it is read, and is then an invalid operation.
            found.Add(new Fault(where, $"it is not JSON: {exception.Message}", "write a policy document"));
            return null;
        }
    }
}
