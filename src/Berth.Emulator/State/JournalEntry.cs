using System.Collections.Immutable;
using Berth.Images;

namespace Berth.Emulator.State;

/// <summary>One change of the state, small enough to be one statement in the journal.</summary>
internal abstract record JournalEntry
{
    private JournalEntry()
    {
    }

    internal sealed record RepositoryCreated(StoredRepository Repository) : JournalEntry;

    internal sealed record SettingsChanged(long Repository, RepositorySettings Settings) : JournalEntry;

    internal sealed record RepositoryDeleted(long Repository) : JournalEntry;

    internal sealed record ImageStored(long Repository, StoredImage Image) : JournalEntry;

    internal sealed record ImageRemoved(long Repository, Digest Digest) : JournalEntry;

    /// <summary>All tags of an image, in their order; none left means that it is untagged.</summary>
    internal sealed record TagsChanged(long Repository, Digest Digest, ImmutableArray<Tag> Tags) : JournalEntry;

    internal sealed record LayerStored(long Repository, StoredLayer Layer) : JournalEntry;

    internal sealed record LayerRemoved(long Repository, Digest Digest) : JournalEntry;
}
