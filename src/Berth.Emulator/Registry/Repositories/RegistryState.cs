using System.Collections.Concurrent;
using System.Collections.Immutable;
using Berth.Emulator.Registry.Events;
using Berth.Emulator.Storage;
using Berth.Emulator.Storage.Changes;
using Berth.Names;

namespace Berth.Emulator.Registry.Repositories;

/// <summary>The private registry of an account in a region: its settings, and its repositories by name.</summary>
internal sealed class RegistryState(RegistryKey key, RegistryServices services, Func<long> nextId) : IDisposable
{
    private readonly ConcurrentDictionary<RepositoryName, Repository> repositories = new();
    private readonly Dictionary<RepositoryName, TaskCompletionSource> creations = [];
    private readonly SemaphoreSlim settingsTurn = new(1, 1);
    private readonly Lock gate = new();
    private ImmutableSortedSet<string> names = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
    private volatile RegistrySettingDocuments settings = RegistrySettingDocuments.Default;

    public RegistryKey Key => key;

    public RegistrySettingDocuments Settings => settings;

    /// <summary>The names of all repositories, sorted by the codes of their characters.</summary>
    public ImmutableSortedSet<string> Names => Volatile.Read(ref names);

    public IEnumerable<Repository> Repositories => repositories.Select(entry => entry.Value);

    public Repository? Find(RepositoryName name) => repositories.GetValueOrDefault(name);

    /// <summary>
    /// Creates a repository. Creations of different names run concurrently and share commits; a second creation of a name waits for the
    /// result of the first.
    /// </summary>
    /// <returns>The repository, or <see langword="null"/> if one of that name exists.</returns>
    public async ValueTask<Repository?> CreateAsync(
        RepositoryName name, RepositorySettings initial, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var creation = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (!TryBegin(name, creation, out var other))
        {
            if (other is null)
            {
                return null;
            }

            await other.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var stored = new StoredRepository(nextId(), key.Account, key.Region, name, now, SettingsReader.Write(initial));
            await services.Store.CommitAsync([new RepositoryCreated(stored)]).ConfigureAwait(false);
            var repository = Add(new Repository(stored, initial, services, isNew: true));
            services.Events.Publish([new RepositoryCreatedEvent(key.Account, key.Region, name)]);
            return repository;
        }
        finally
        {
            lock (gate)
            {
                creations.Remove(name);
            }

            creation.SetResult();
        }
    }

    /// <summary>Deletes a repository, unless it has images and <paramref name="evenWithImages"/> is not set.</summary>
    /// <returns>Whether this call deleted it.</returns>
    public async ValueTask<bool> DeleteAsync(Repository repository, bool evenWithImages, CancellationToken cancellationToken)
    {
        var deleted = await repository
            .DeleteAsync(images => evenWithImages || images.IsEmpty, cancellationToken)
            .ConfigureAwait(false);
        if (deleted)
        {
            lock (gate)
            {
                repositories.TryRemove(repository.Name, out _);
                Volatile.Write(ref names, names.Remove(repository.Name.ToString()));
            }
        }

        return deleted;
    }

    /// <summary>Sets one setting of the registry and makes it durable.</summary>
    /// <param name="name">The name of the setting.</param>
    /// <param name="document">Its value, as JSON.</param>
    /// <param name="cancellationToken">Cancels waiting for another change of the settings.</param>
    public async ValueTask SetAsync(string name, string document, CancellationToken cancellationToken)
    {
        await settingsTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await services.Store
                .CommitAsync([new RegistrySettingChanged(new StoredRegistrySetting(key.Account, key.Region, name, document))])
                .ConfigureAwait(false);
            Restore(name, document);
        }
        finally
        {
            settingsTurn.Release();
        }

        services.Events.Publish([new RegistrySettingChangedEvent(key.Account, key.Region, name)]);
    }

    /// <summary>Adds repositories that the store has.</summary>
    public void Restore(IEnumerable<StoredRepository> stored, SettingsReader reader)
    {
        foreach (var repository in stored)
        {
            repositories[repository.Name] = new Repository(repository, reader.Read(repository), services, isNew: false);
        }

        Volatile.Write(ref names, repositories.Select(entry => entry.Key.ToString()).ToImmutableSortedSet(StringComparer.Ordinal));
    }

    /// <summary>Adds a setting that the store has.</summary>
    public void Restore(string name, string document) =>
        settings = new RegistrySettingDocuments(settings.Documents.SetItem(name, document));

    public void Dispose() => settingsTurn.Dispose();

    /// <summary>Begins a creation, unless the name exists or is being created.</summary>
    /// <param name="name">The name.</param>
    /// <param name="creation">Completed when the creation ends; other creations of the name wait for it.</param>
    /// <param name="other">The creation of the name that is running, or <see langword="null"/> if the repository exists.</param>
    private bool TryBegin(RepositoryName name, TaskCompletionSource creation, out Task? other)
    {
        lock (gate)
        {
            other = creations.GetValueOrDefault(name)?.Task;
            return other is null && !repositories.ContainsKey(name) && creations.TryAdd(name, creation);
        }
    }

    private Repository Add(Repository repository)
    {
        lock (gate)
        {
            repositories[repository.Name] = repository;
            Volatile.Write(ref names, names.Add(repository.Name.ToString()));
        }

        return repository;
    }
}
