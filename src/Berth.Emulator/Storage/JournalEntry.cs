using Berth.Emulator.Registry.Repositories;
using Berth.Names;

namespace Berth.Emulator.Storage;

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

    /// <summary>A tag points to an image from now on; where it pointed before, it was moved.</summary>
    internal sealed record TagStored(long Repository, Tag Tag, Digest Digest) : JournalEntry;

    internal sealed record TagRemoved(long Repository, Tag Tag) : JournalEntry;

    internal sealed record LayerStored(long Repository, StoredLayer Layer) : JournalEntry;

    internal sealed record LayerRemoved(long Repository, Digest Digest) : JournalEntry;
}
