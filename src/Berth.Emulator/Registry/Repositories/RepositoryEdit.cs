using System.Collections.Immutable;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// A change of one repository while it is being decided, under the repository's lock: what it will be, and the entries that the journal
/// gets. Nothing of it is seen by others before it is written.
/// </summary>
internal sealed class RepositoryEdit(long repository, RepositorySettings settings, ImageSet images)
{
    private readonly List<JournalEntry> entries = [];

    public RepositorySettings Settings { get; private set; } = settings;

    public ImageSet Images { get; private set; } = images;

    public ImmutableArray<JournalEntry> Entries => [.. entries];

    public void Set(RepositorySettings changed)
    {
        Settings = changed;
        entries.Add(new JournalEntry.SettingsChanged(repository, changed));
    }

    /// <summary>Adds an image, or replaces what is known of one that has the same digest.</summary>
    public void Put(StoredImage image)
    {
        var stored = image with { Sequence = Images.Find(image.Digest)?.Sequence ?? Images.NextSequence };
        Images = Images.With(stored);
        entries.Add(new JournalEntry.ImageStored(repository, stored));
    }

    /// <summary>Removes an image with all its tags.</summary>
    public void Remove(Digest digest)
    {
        foreach (var tag in Images.TagsOf(digest))
        {
            RemoveTag(tag);
        }

        Images = Images.Without(digest);
        entries.Add(new JournalEntry.ImageRemoved(repository, digest));
    }

    /// <summary>Points a tag to an image that is here; the image that it leaves stays.</summary>
    public void PutTag(Tag tag, Digest digest)
    {
        if (Images.Find(tag)?.Digest == digest)
        {
            return;
        }

        Images = Images.WithTag(tag, digest);
        entries.Add(new JournalEntry.TagStored(repository, tag, digest));
    }

    public void RemoveTag(Tag tag)
    {
        Images = Images.WithoutTag(tag);
        entries.Add(new JournalEntry.TagRemoved(repository, tag));
    }

    public void Put(StoredLayer layer)
    {
        Images = Images.WithLayer(layer);
        entries.Add(new JournalEntry.LayerStored(repository, layer));
    }

    public void RemoveLayer(Digest digest)
    {
        Images = Images.WithoutLayer(digest);
        entries.Add(new JournalEntry.LayerRemoved(repository, digest));
    }
}
