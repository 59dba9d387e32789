using System.Collections.Immutable;
using Berth.Images;

namespace Berth.Emulator.State;

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

    public void Put(StoredImage image)
    {
        Images = Images.With(image);
        entries.Add(new JournalEntry.ImageStored(repository, image));
    }

    public void Remove(Digest digest)
    {
        Images = Images.Without(digest);
        entries.Add(new JournalEntry.ImageRemoved(repository, digest));
    }

    /// <summary>Points a tag to an image that is here; the image that it leaves stays.</summary>
    public void PutTag(Tag tag, Digest digest)
    {
        var former = Images.Find(tag)?.Digest;
        if (former == digest)
        {
            return;
        }

        Images = Images.WithTag(tag, digest);
        if (former is not null)
        {
            entries.Add(new JournalEntry.TagsChanged(repository, former, Images.TagsOf(former)));
        }

        entries.Add(new JournalEntry.TagsChanged(repository, digest, Images.TagsOf(digest)));
    }

    public void RemoveTag(Tag tag)
    {
        if (Images.Find(tag)?.Digest is { } digest)
        {
            Images = Images.WithoutTag(tag);
            entries.Add(new JournalEntry.TagsChanged(repository, digest, Images.TagsOf(digest)));
        }
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
