using Berth.Emulator.Registry.Collections;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>The layers of a repository at one moment, by digest.</summary>
internal readonly struct LayerMap(
    SortedTree<Digest, StoredLayer, LayerEntry> layers, SortedTree<Digest, (Digest Digest, int Images), LayerEntry> references)
{
    public int Count => layers.Count;

    public IEnumerable<StoredLayer> Values => layers.All();

    public bool ContainsKey(Digest digest) => layers.Contains(digest);

    public StoredLayer? GetValueOrDefault(Digest digest) => layers.TryFind(digest, out var layer) ? layer : null;

    /// <summary>Determines whether an image of the repository has the layer.</summary>
    public bool IsReferenced(Digest digest) => references.Contains(digest);
}
