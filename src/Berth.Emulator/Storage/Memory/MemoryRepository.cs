using Berth.Names;

namespace Berth.Emulator.Storage.Memory;

/// <summary>A repository of <see cref="MemoryStateStore"/>, which synchronizes access to it.</summary>
internal sealed class MemoryRepository(StoredRepository stored)
{
    private readonly Dictionary<Digest, (StoredImage Image, ReadOnlyMemory<byte> Manifest)> images = [];
    private readonly Dictionary<Tag, StoredTag> tags = [];
    private readonly Dictionary<Digest, StoredLayer> layers = [];

    public StoredRepository Stored { get; set; } = stored;

    public IEnumerable<Digest> Layers => layers.Keys;

    public StoredContents ToContents() => new([.. images.Values.Select(entry => entry.Image)], [.. tags.Values], [.. layers.Values]);

    public ReadOnlyMemory<byte>? FindManifest(Digest digest) => 
        images.TryGetValue(digest, out var entry) ? entry.Manifest : default(ReadOnlyMemory<byte>?);

    public void Put(StoredImage image, ReadOnlyMemory<byte>? manifest) =>
        images[image.Digest] = (image, manifest ?? images.GetValueOrDefault(image.Digest).Manifest);

    public void SetPulled(Digest digest, DateTimeOffset at)
    {
        if (images.TryGetValue(digest, out var entry))
        {
            images[digest] = (entry.Image with { LastPulledAt = at }, entry.Manifest);
        }
    }

    public void RemoveImage(Digest digest) => images.Remove(digest);

    public void Put(StoredTag tag) => tags[tag.Tag] = tag;

    public void RemoveTag(Tag tag) => tags.Remove(tag);

    /// <returns>Whether the layer was not in the repository.</returns>
    public bool Put(StoredLayer layer)
    {
        var isNew = !layers.ContainsKey(layer.Digest);
        layers[layer.Digest] = layer;
        return isNew;
    }

    /// <returns>Whether the layer was in the repository.</returns>
    public bool RemoveLayer(Digest digest) => layers.Remove(digest);
}
