using System.Collections.Concurrent;
using Berth.Emulator.Registry.Blobs;
using Berth.Emulator.Registry.Events;
using Berth.Emulator.Registry.Repositories;
using Berth.Emulator.Storage;
using Berth.Names;

namespace Berth.Emulator.Registry;

/// <summary>The whole state: the registry of each account in each region. A registry exists from its first request on.</summary>
internal sealed class EmulatorState : IBlobReferences, IAsyncDisposable
{
    /// <summary>The number of bytes of manifests that are kept in memory.</summary>
    private const long ManifestCacheSize = 8L << 20;

    private readonly ConcurrentDictionary<RegistryKey, RegistryState> registries = new();
    private readonly RegistryServices services;
    private long lastId;

    private EmulatorState(IStateStore store, ReadOnlyMemory<byte> secret)
    {
        Secret = secret;
        services = new RegistryServices(store, new RegistryEvents(), new PullTimes(store), new ManifestCache(ManifestCacheSize));
    }

    /// <summary>32 random bytes that never change.</summary>
    public ReadOnlyMemory<byte> Secret { get; }

    /// <summary>Delivers committed changes to subscribers.</summary>
    public RegistryEvents Events => services.Events;

    /// <summary>Stores the times of pulls.</summary>
    public PullTimes Pulls => services.Pulls;

    public IEnumerable<Repository> Repositories => registries.Select(entry => entry.Value).SelectMany(registry => registry.Repositories);

    /// <summary>Opens the state in a store, which is disposed of with it.</summary>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public static async Task<EmulatorState> OpenAsync(IStateStore store, CancellationToken cancellationToken)
    {
        EmulatorState? state = null;
        try
        {
            var stored = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
            state = new EmulatorState(store, stored.Secret);
            state.Restore(stored);
            return state;
        }
        catch
        {
            if (state is null)
            {
                await store.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                await state.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    public RegistryState Registry(RegistryKey key) =>
        registries.TryGetValue(key, out var registry)
            ? registry
            : registries.GetOrAdd(key, static (missing, self) => new RegistryState(missing, self.services, self.NextId), this);

    /// <inheritdoc/>
    public ValueTask<bool> IsInUseAsync(Digest digest, CancellationToken cancellationToken) =>
        services.Store.HasLayerAsync(digest, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await services.Pulls.DisposeAsync().ConfigureAwait(false);
        await services.Store.DisposeAsync().ConfigureAwait(false);
        services.Events.Dispose();
        foreach (var (_, registry) in registries)
        {
            registry.Dispose();
        }
    }

    private void Restore(StoredState stored)
    {
        var reader = new SettingsReader();
        foreach (var group in stored.Repositories.GroupBy(repository => new RegistryKey(repository.Account, repository.Region)))
        {
            Registry(group.Key).Restore(group, reader);
        }

        foreach (var setting in stored.RegistrySettings)
        {
            Registry(new RegistryKey(setting.Account, setting.Region)).Restore(setting.Name, setting.Document);
        }

        lastId = stored.Repositories.Select(repository => repository.Id).DefaultIfEmpty(0).Max();
    }

    private long NextId() => Interlocked.Increment(ref lastId);
}
