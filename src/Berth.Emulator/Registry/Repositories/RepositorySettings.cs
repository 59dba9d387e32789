using System.Collections.Immutable;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>Everything that can be set on a repository: one immutable value, replaced as a whole.</summary>
internal sealed record RepositorySettings
{
    public TagMutability TagMutability { get; init; }

    /// <summary>The wildcard filters of the two exclusion modes; empty in the plain ones.</summary>
    public ImmutableArray<string> ExclusionFilters { get; init; } = [];

    public bool ScanOnPush { get; init; }

    public EncryptionSettings Encryption { get; init; } = EncryptionSettings.Aes256;

    public ImmutableSortedDictionary<string, string> ResourceTags { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public LifecycleSettings? Lifecycle { get; init; }

    /// <summary>The repository policy as it is given back, or <see langword="null"/> where there is none.</summary>
    public string? PolicyText { get; init; }
}
