using System.Collections.Concurrent;
using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Access;

/// <summary>Reads the policies of repositories, each text once.</summary>
internal sealed class RepositoryPolicies
{
    private const int Capacity = 4096;

    private readonly ConcurrentDictionary<string, (PolicyDocument? Document, string? Faults)> documents = new(StringComparer.Ordinal);

    /// <summary>Reads a policy.</summary>
    /// <param name="text">The text, or <see langword="null"/> where the repository has none.</param>
    /// <param name="faults">Why it cannot be evaluated, or <see langword="null"/>.</param>
    public PolicyDocument? Read(string? text, out string? faults)
    {
        faults = null;
        if (text is null)
        {
            return null;
        }

        if (!documents.TryGetValue(text, out var read))
        {
            var document = PolicyDocument.Parse(text, PolicyKind.Repository, "PolicyText", out var found);
            read = (document, document is null ? string.Join(" ", found) : null);
            if (documents.Count >= Capacity)
            {
                documents.Clear();
            }

            documents[text] = read;
        }

        faults = read.Faults;
        return read.Document;
    }
}
