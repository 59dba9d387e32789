using System.Collections.Concurrent;
using Berth.Images;

namespace Berth.Emulator.State;

/// <summary>The whole state: every account's registry in every region. A registry exists as soon as somebody asks for it.</summary>
internal sealed class EmulatorState : IAsyncDisposable
{
    private readonly ConcurrentDictionary<RegistryKey, Registry> registries = new();
    private readonly IJournal journal;
    private long lastId;

    public EmulatorState(IJournal journal)
    {
        this.journal = journal;
        foreach (var group in journal.LoadRepositories().GroupBy(repository => repository.Registry))
        {
            Registry(group.Key).Restore(group);
            lastId = Math.Max(lastId, group.Max(repository => repository.Id));
        }
    }

    /// <summary>32 bytes that belong to this state for good.</summary>
    public ReadOnlyMemory<byte> Secret => journal.Secret;

    public IEnumerable<Repository> Repositories => registries.Values.SelectMany(registry => registry.Repositories);

    public Registry Registry(RegistryKey key) =>
        registries.TryGetValue(key, out var registry)
            ? registry
            : registries.GetOrAdd(key, static (missing, self) => new Registry(missing, self.journal, self.NextId), this);

    /// <summary>Every layer that some repository holds: what the blob store must keep.</summary>
    public HashSet<Digest> LayersInUse()
    {
        var layers = new HashSet<Digest>(journal.LoadLayers());
        foreach (var repository in Repositories.Where(repository => repository.IsLoaded))
        {
            layers.UnionWith(repository.Images.Layers.Keys);
        }

        return layers;
    }

    public async ValueTask DisposeAsync()
    {
        await journal.DisposeAsync().ConfigureAwait(false);
        foreach (var registry in registries.Values)
        {
            registry.Dispose();
        }
    }

    private long NextId() => Interlocked.Increment(ref lastId);
}
