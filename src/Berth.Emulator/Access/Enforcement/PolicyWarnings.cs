using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Berth.Emulator.Access.Enforcement;

/// <summary>Warnings about policies, each logged once. Thread-safe; after <see cref="Capacity"/> warnings others are dropped.</summary>
internal sealed class PolicyWarnings(ILogger logger)
{
    private const int Capacity = 1000;

    private readonly ConcurrentDictionary<string, byte> warnings = new(StringComparer.Ordinal);

    /// <summary>Gets the warnings so far, sorted.</summary>
    public IReadOnlyList<string> All => [.. warnings.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds a warning.</summary>
    /// <param name="place">What it is about: a place of the identities file, or a resource.</param>
    /// <param name="warning">The warning.</param>
    public void Add(string place, string warning)
    {
        var text = $"{place}: {warning}";
        if (warnings.Count < Capacity && warnings.TryAdd(text, 0))
        {
            logger.PolicyWarning(text);
        }
    }
}
