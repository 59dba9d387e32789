using System.Collections.Concurrent;
using System.Collections.Immutable;
using Berth.Emulator.Access.Policies;

namespace Berth.Emulator.Access.Enforcement;

/// <summary>Parses the policies of repositories and caches the result by text.</summary>
internal sealed class RepositoryPolicies
{
    private const int Capacity = 4096;

    private static readonly Entry None = new(null, null, []);

    private readonly ConcurrentDictionary<string, Entry> documents = new(StringComparer.Ordinal);

    /// <summary>Reads a policy.</summary>
    /// <param name="text">The text, or <see langword="null"/> if the repository has no policy.</param>
    public Entry Read(string? text)
    {
        if (text is null)
        {
            return None;
        }

        if (!documents.TryGetValue(text, out var entry))
        {
            var document = IamPolicy.Parse(text, PolicyKind.Repository, "PolicyText", out var faults);
            entry = new Entry(
                document,
                document is null ? string.Join(" ", faults) : null,
                document is null ? [] : [.. document.Warnings.Distinct(StringComparer.Ordinal)]);
            if (documents.Count >= Capacity)
            {
                documents.Clear();
            }

            documents[text] = entry;
        }

        return entry;
    }

    /// <summary>A policy that was read.</summary>
    /// <param name="Document">The document, or <see langword="null"/> if it is invalid or absent.</param>
    /// <param name="Faults">Why it is invalid, or <see langword="null"/>.</param>
    /// <param name="Warnings">The warnings about it.</param>
    public sealed record Entry(IamPolicy? Document, string? Faults, ImmutableArray<string> Warnings);
}
