using System.Collections.Immutable;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>The settings of a repository: one immutable value that is replaced as a whole.</summary>
internal sealed record RepositorySettings
{
    public MutabilityMode TagMutability { get; init; }

    /// <summary>The wildcard filters of the two exclusion modes; empty in the other modes.</summary>
    public ImmutableArray<string> ExclusionFilters { get; init; } = [];

    public bool ScanOnPush { get; init; }

    public EncryptionSettings Encryption { get; init; } = EncryptionSettings.Aes256;

    public ImmutableSortedDictionary<string, string> ResourceTags { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public LifecycleSettings? Lifecycle { get; init; }

    /// <summary>The repository policy as it is returned, or <see langword="null"/> if none is set.</summary>
    public string? PolicyText { get; init; }
}
