using System.Collections.Immutable;
using System.Text.Json;

namespace Berth.Emulator.Access.Policies;

/// <summary>A valid policy document.</summary>
/// <param name="Kind">Where it is attached.</param>
/// <param name="Statements">Its statements.</param>
/// <seealso href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html"/>
internal sealed record IamPolicy(PolicyKind Kind, ImmutableArray<IamPolicyStatement> Statements)
{
    /// <summary>
    /// Gets one warning for each condition key or variable that the emulator does not know, in statements that can apply to ECR or STS:
    /// such a statement never allows, and denies if the rest of it applies.
    /// </summary>
    public IEnumerable<string> Warnings => Statements
        .Where(static statement => statement.IsRelevant)
        .SelectMany(static statement => statement.UnknownKeys.Select(key =>
            $"the emulator does not know '{key}': the {(statement.Effect == PolicyEffect.Allow ? "Allow statement never applies" : "Deny statement applies without it")}"));

    /// <summary>Reads a document from its text.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="kind">Where the document is to be attached.</param>
    /// <param name="where">The document's own place, which every fault's place begins with.</param>
    /// <param name="faults">The faults; empty if the document is valid.</param>
    public static IamPolicy? Parse(string text, PolicyKind kind, string where, out IReadOnlyList<Fault> faults)
    {
        var found = new List<Fault>();
        faults = found;
        try
        {
            using var json = JsonDocument.Parse(text);
            return new IamPolicyReader(kind, found).Read(json.RootElement, where);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A member name with an unpaired surrogate is found only when it is read, as an invalid operation.
            found.Add(new Fault(where, $"it is not JSON: {exception.Message}", "write a policy document"));
            return null;
        }
    }
}
