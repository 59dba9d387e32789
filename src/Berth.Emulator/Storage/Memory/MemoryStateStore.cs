using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Berth.Emulator.Storage.Changes;
using Berth.Names;

namespace Berth.Emulator.Storage.Memory;

/// <summary>Stores the state in memory; it ends with the process.</summary>
internal sealed class MemoryStateStore : IStateStore
{
    private readonly byte[] secret = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<long, MemoryRepository> repositories = [];
    private readonly Dictionary<(AccountId, Region, string), StoredRegistrySetting> settings = [];
    private readonly Dictionary<Digest, int> layerReferences = [];
    private readonly Lock gate = new();

    public Task<StoredState> LoadAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(new StoredState(
                secret,
                [.. repositories.Values.Select(repository => repository.Stored)
                    .OrderBy(stored => stored.Account.ToString(), StringComparer.Ordinal)
                    .ThenBy(stored => stored.Region.ToString(), StringComparer.Ordinal)
                    .ThenBy(stored => stored.Name.ToString(), StringComparer.Ordinal)],
                [.. settings.Values]));
        }
    }

    public Task<StoredContents> LoadContentsAsync(long repository, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(repositories.GetValueOrDefault(repository)?.ToContents() ?? new StoredContents([], [], []));
        }
    }

    public ValueTask<ReadOnlyMemory<byte>?> ReadManifestAsync(long repository, Digest digest, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult(repositories.GetValueOrDefault(repository)?.FindManifest(digest));
        }
    }

    public ValueTask<bool> HasLayerAsync(Digest digest, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return ValueTask.FromResult(layerReferences.ContainsKey(digest));
        }
    }

    public Task CommitAsync(ImmutableArray<StateChange> changes)
    {
        lock (gate)
        {
            foreach (var change in changes)
            {
                Apply(change);
            }
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Apply(StateChange change)
    {
        switch (change)
        {
            case RepositoryCreated { Repository: var stored }:
                repositories.Add(stored.Id, new MemoryRepository(stored));
                break;
            case RegistrySettingChanged { Setting: var setting }:
                settings[(setting.Account, setting.Region, setting.Name)] = setting;
                break;
            case RepositoryDeleted(var id) when repositories.Remove(id, out var deleted):
                foreach (var digest in deleted.Layers)
                {
                    Release(digest);
                }

                break;
            case LayerStored(var id, var layer) when repositories.TryGetValue(id, out var repository):
                if (repository.Put(layer))
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(layerReferences, layer.Digest, out _)++;
                }

                break;
            case LayerRemoved(var id, var digest) when repositories.TryGetValue(id, out var repository):
                if (repository.RemoveLayer(digest))
                {
                    Release(digest);
                }

                break;
            default:
                ApplyToContents(change);
                break;
        }
    }

    private void ApplyToContents(StateChange change)
    {
        switch (change)
        {
            case RepositorySettingsChanged(var id, var document) when repositories.TryGetValue(id, out var repository):
                repository.Stored = repository.Stored with { Settings = document };
                break;
            case ImageStored(var id, var image, var manifest) when repositories.TryGetValue(id, out var repository):
                repository.Put(image, manifest);
                break;
            case ImagePulled(var id, var digest, var at) when repositories.TryGetValue(id, out var repository):
                repository.SetPulled(digest, at);
                break;
            case ImageRemoved(var id, var digest) when repositories.TryGetValue(id, out var repository):
                repository.RemoveImage(digest);
                break;
            case TagStored(var id, var tag) when repositories.TryGetValue(id, out var repository):
                repository.Put(tag);
                break;
            case TagRemoved(var id, var tag) when repositories.TryGetValue(id, out var repository):
                repository.RemoveTag(tag);
                break;
        }
    }

    private void Release(Digest digest)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(layerReferences, digest);
        if (--count == 0)
        {
            layerReferences.Remove(digest);
        }
    }
}
