using Berth.Emulator.Registry.Events;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Changes;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>
/// A change of one repository while it is decided, under the repository's lock: the state after it, the changes to store, and the events
/// to publish once they are stored.
/// </summary>
internal sealed class RepositoryEdit(Repository repository, RepositorySettings settings, ImageSet images)
{
    private readonly List<StateChange> changes = [];
    private readonly List<RegistryEvent> events = [];

    public RepositorySettings Settings { get; private set; } = settings;

    public ImageSet Images { get; private set; } = images;

    public IReadOnlyList<StateChange> Changes => changes;

    public IReadOnlyList<RegistryEvent> Events => events;

    private AccountId Account => repository.Registry.Account;

    private Region Region => repository.Registry.Region;

    public void Set(RepositorySettings changed)
    {
        Settings = changed;
        changes.Add(new RepositorySettingsChanged(repository.Id, SettingsReader.Write(changed)));
        events.Add(new RepositorySettingsChangedEvent(Account, Region, repository.Name));
    }

    /// <summary>Adds an image with its manifest.</summary>
    public void Put(StoredImage image, ReadOnlyMemory<byte> manifest)
    {
        var stored = image with { Sequence = Images.Find(image.Digest)?.Sequence ?? Images.NextSequence, ManifestSize = manifest.Length };
        if (Images.Find(image.Digest) is null)
        {
            events.Add(new ImagePushedEvent(Account, Region, repository.Name, image.Digest));
        }

        Images = Images.With(stored);
        changes.Add(new ImageStored(repository.Id, stored, manifest));
    }

    /// <summary>Replaces the data of an image that exists; its manifest stays.</summary>
    public void Put(StoredImage image)
    {
        var known = Images.Find(image.Digest)
            ?? throw new InvalidOperationException($"the repository has no image {image.Digest}");
        Images = Images.With(image);
        changes.Add(new ImageStored(repository.Id, image, null));
        if (known.Status != image.Status)
        {
            events.Add(image.Status == ImageStatus.Archived
                ? new ImageArchivedEvent(Account, Region, repository.Name, image.Digest)
                : new ImageRestoredEvent(Account, Region, repository.Name, image.Digest));
        }
    }

    /// <summary>Removes an image with all its tags.</summary>
    public void Remove(Digest digest, RemovalCause cause = RemovalCause.Request)
    {
        foreach (var tag in Images.TagsOf(digest))
        {
            RemoveTag(tag);
        }

        Images = Images.Without(digest);
        changes.Add(new ImageRemoved(repository.Id, digest));
        events.Add(new ImageDeletedEvent(Account, Region, repository.Name, digest, cause));
    }

    /// <summary>Points a tag to an image that exists. The image that the tag pointed to before stays.</summary>
    public void PutTag(Tag tag, Digest digest)
    {
        var previous = Images.Find(tag)?.Digest;
        if (previous == digest)
        {
            return;
        }

        changes.Add(new TagStored(repository.Id, new StoredTag(tag, digest, Images.NextTagOrder)));
        Images = Images.WithTag(tag, digest);
        events.Add(new ImageTaggedEvent(Account, Region, repository.Name, tag, digest, previous));
    }

    public void RemoveTag(Tag tag)
    {
        if (Images.Find(tag) is not { } image)
        {
            return;
        }

        Images = Images.WithoutTag(tag);
        changes.Add(new TagRemoved(repository.Id, tag));
        events.Add(new ImageUntaggedEvent(Account, Region, repository.Name, tag, image.Digest));
    }

    public void Put(StoredLayer layer)
    {
        if (!Images.Layers.ContainsKey(layer.Digest))
        {
            events.Add(new LayerAddedEvent(Account, Region, repository.Name, layer.Digest));
        }

        Images = Images.WithLayer(layer);
        changes.Add(new LayerStored(repository.Id, layer));
    }

    public void RemoveLayer(Digest digest)
    {
        Images = Images.WithoutLayer(digest);
        changes.Add(new LayerRemoved(repository.Id, digest));
        events.Add(new LayerRemovedEvent(Account, Region, repository.Name, digest));
    }
}
