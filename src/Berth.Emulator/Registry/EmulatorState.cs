using System.Collections.Concurrent;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry;

/// <summary>The whole state: every account's registry in every region. A registry exists as soon as somebody asks for it.</summary>
internal sealed class EmulatorState : IBlobReferences, IAsyncDisposable
{
    private readonly ConcurrentDictionary<RegistryKey, RegistryState> registries = new();
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

    public RegistryState Registry(RegistryKey key) =>
        registries.TryGetValue(key, out var registry)
            ? registry
            : registries.GetOrAdd(key, static (missing, self) => new RegistryState(missing, self.journal, self.NextId), this);

    /// <inheritdoc/>
    /// <remarks>What a repository was given is in the journal before anybody is told so; without a journal, memory is all there is.</remarks>
    public bool IsInUse(Digest digest) =>
        journal.HoldsLayer(digest) ?? Repositories.Any(repository => repository.Images.Layers.ContainsKey(digest));

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
